severity TL502 error
