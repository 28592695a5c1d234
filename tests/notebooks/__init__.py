"""Tests of quaycrane.notebooks."""
