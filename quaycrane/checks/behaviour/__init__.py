"""Checks of what images and containers do, on a real engine; each is found by being here."""
