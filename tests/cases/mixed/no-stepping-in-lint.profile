flag step-over off
