limit bytes 14
