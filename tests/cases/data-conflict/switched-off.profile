severity TL401 off
