limit members 17
