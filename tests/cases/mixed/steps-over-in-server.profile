preset server
flag step-over on
