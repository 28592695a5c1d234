"""Reads submissions: which answers a notebook holds, and what of it is handed on."""
