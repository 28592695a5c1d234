"""Tests of quaycrane.notebook."""
