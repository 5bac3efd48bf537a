severity TL201 off
