severity path-form off
