"""Tests of unit 05."""
