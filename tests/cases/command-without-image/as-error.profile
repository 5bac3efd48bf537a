severity TL409 error
