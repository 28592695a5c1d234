"""What BuildKit takes for the values of flags and instructions, and what it refuses."""
