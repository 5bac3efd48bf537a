flag read-all on
