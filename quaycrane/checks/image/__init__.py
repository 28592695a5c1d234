"""Checks of an image: its layers, files, packages, secrets and settings."""
