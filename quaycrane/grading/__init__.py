"""Grades a class with nbgrader, and runs none of its Python."""
