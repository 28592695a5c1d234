"""Tests of quaycrane.grading."""
