"""Tests of quaycrane.fences."""
