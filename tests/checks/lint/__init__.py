"""Tests of judging other people's files."""
