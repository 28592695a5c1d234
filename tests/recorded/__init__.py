"""Recordings of units, and what is shown of them."""
