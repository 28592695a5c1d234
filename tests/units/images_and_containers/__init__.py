"""Tests of unit 02."""
