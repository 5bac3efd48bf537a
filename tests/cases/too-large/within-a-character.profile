limit bytes 57
