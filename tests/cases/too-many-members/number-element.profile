limit members 2
