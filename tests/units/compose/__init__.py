"""Tests of unit 07."""
