limit members 18
