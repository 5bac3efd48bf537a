limit findings 2
