flag read-all off
