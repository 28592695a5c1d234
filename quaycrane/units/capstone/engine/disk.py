"""A small disk made of memory, in a volume's place: what fills it fills nothing of the engine's machine."""

from typing import Any

from quaycrane.engine import OBSERVER_IMAGE

KEEPER = "quaycrane-keeper"
"""A service of ours: it holds the disk, which goes when nobody holds it, and fills it."""

FOLDER = "/volume"
"""Where the keeper has the disk."""

MEGABYTES = 320
"""How much it holds: a new database takes two thirds of it."""

VOLUME: dict[str, Any] = {
    "driver": "local",
    "driver_opts": {"type": "tmpfs", "device": "tmpfs", "o": f"size={MEGABYTES}m,mode=1777"},
}
"""What a Compose model says of a volume that is such a disk."""


def keeper(volume: str) -> dict[str, Any]:
    """Return the service that holds a volume's disk.

    Args:
        volume: The volume, as the model calls it.
    """
    return {
        "image": OBSERVER_IMAGE,
        "command": ["sleep", "3600"],
        "network_mode": "none",
        "volumes": [{"type": "volume", "source": volume, "target": FOLDER}],
    }
