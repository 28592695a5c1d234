"""Tests of quaycrane.checks.behaviour."""
