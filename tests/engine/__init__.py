"""Tests of quaycrane.engine."""
