limit members 9
