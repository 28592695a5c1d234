"""Runs containers, looks into them and reaches them."""
