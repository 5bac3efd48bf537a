severity TL205 off
