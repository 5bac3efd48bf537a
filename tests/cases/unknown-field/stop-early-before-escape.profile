flag stop-early on
