limit depth 4
