"""Tests of quaycrane.kit."""
