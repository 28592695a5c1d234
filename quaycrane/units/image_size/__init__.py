"""Unit 08: Image size."""
