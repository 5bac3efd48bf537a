limit token 16
