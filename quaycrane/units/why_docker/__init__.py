"""Unit 01: Why docker."""
