"""Tests of quaycrane.widgets."""
