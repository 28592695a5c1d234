"""What the `quaycrane` command does, one sub-command a file."""
