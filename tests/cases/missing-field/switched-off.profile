severity TL202 off
