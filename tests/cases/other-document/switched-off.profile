severity TL209 off
