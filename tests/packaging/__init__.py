"""What a release brings, and how it reaches a course."""
