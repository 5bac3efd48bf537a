severity TL207 off
