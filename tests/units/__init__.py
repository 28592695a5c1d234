"""Tests of quaycrane.units: a package a unit, and in each its `unit.toml`."""
