"""Tests of quaycrane.checks."""
