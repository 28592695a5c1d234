"""The pocket engine: an engine in an emulated machine, as an ordinary user."""
