limit bytes 2
