"""Tests of unit 11."""
