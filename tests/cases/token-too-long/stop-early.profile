limit token 20
flag stop-early on
