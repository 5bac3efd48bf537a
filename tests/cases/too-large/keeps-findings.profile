limit bytes 81
