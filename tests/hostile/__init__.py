"""Submissions that try something, and what they meet."""
