"""Tests of what an editor is told while one types."""
