limit findings 1
