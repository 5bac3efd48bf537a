limit members 7
