limit token 64
limit findings 1
