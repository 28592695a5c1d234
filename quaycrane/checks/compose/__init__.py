"""Reads Compose files as `docker compose` does, and judges what they mean."""

from quaycrane.checks.compose.policy import refused

__all__ = ["refused"]
