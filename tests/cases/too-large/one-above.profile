limit bytes 115
