"""A daemon of its own for each worker of a class."""
