"""A `docker` command line, as a person types it."""
