severity TL503 error
