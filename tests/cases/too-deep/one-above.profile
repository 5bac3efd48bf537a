limit depth 2
