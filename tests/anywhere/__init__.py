"""The course where somebody else's machine runs it: Binder, a dev container."""
