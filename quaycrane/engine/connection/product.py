"""Tells which product answers at an engine's socket."""

from typing import Any


def answering_product(version: dict[str, Any]) -> str:
    """Return what answers, by the parts that ``/version`` lists."""
    platform = str((version.get("Platform") or {}).get("Name", ""))
    if "Docker Desktop" in platform:
        return "Docker Desktop, Engine"
    parts = [str(part.get("Name", "")) for part in version.get("Components") or []]
    return "Podman" if "Podman Engine" in parts else "Docker Engine"
