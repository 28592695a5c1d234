"""How Compose reads a file, and a project that is brought up."""
