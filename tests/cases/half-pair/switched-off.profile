severity TL403 off
