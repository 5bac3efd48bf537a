limit depth 1000
