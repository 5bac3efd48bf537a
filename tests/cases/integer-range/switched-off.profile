severity TL206 off
