limit bytes 80
