"""Tests of quaycrane.figures."""
