"""Tests of quaycrane.checks.compose."""
