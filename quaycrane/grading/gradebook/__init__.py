"""Hands marks to nbgrader: its converters, its gradebook, and what a course sets."""
