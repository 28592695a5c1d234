"""Where an engine answers, and what it is."""
