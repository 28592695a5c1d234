"""Gives each student of a JupyterHub an engine of their own, by the slots in which classes are graded."""
