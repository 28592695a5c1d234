"""What goes wrong between us and an engine, in words."""
