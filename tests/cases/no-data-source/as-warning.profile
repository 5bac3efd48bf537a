severity TL402 warning
