"""Tests of quaycrane.labs."""
