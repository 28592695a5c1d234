"""Unit 05: Volumes."""
