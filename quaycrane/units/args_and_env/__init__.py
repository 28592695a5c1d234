"""Unit 10: Args and env."""
