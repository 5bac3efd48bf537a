preset server
limit bytes 5
