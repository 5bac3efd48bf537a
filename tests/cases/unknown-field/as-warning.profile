severity TL201 warning
