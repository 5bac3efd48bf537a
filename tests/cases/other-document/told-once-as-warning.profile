severity TL209 warning
severity TL201 off
severity TL202 off
severity TL402 off
severity TL406 off
