preset server
