limit members 1
