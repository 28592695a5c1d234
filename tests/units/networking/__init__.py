"""Tests of unit 06."""
