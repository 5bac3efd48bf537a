severity TL203 off
