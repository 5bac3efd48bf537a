limit bytes 0
