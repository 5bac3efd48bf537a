severity TL206 warning
