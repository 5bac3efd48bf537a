limit depth 1
