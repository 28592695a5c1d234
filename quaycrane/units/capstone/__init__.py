"""Unit 11: Capstone."""
