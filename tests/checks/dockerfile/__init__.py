"""Tests of quaycrane.checks.dockerfile."""
