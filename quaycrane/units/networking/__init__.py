"""Unit 06: Networking."""
