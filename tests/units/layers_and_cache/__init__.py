"""Tests of unit 03."""
