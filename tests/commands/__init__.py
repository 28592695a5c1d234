"""Tests of quaycrane.commands."""
