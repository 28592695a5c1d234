"""Tests of unit 08."""
