"""Tests of unit 10."""
