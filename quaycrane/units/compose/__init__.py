"""Unit 07: Compose."""
