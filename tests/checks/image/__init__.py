"""Tests of quaycrane.checks.image."""
