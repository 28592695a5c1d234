"""Tests of unit 01."""
