limit depth 3
