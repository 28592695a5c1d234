"""Tests of what a learner sees in a browser."""
