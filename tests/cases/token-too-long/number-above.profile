limit token 32
