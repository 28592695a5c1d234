"""Tests of unit 09."""
