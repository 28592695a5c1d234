"""Builds images and keeps the record of it."""
