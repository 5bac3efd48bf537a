limit members 3
