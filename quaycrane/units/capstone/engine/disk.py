"""A small disk made of memory, in a volume's place: what fills it fills nothing of the engine's machine."""

import re
from typing import TYPE_CHECKING, Any

from quaycrane.engine import OBSERVER_IMAGE, explained

if TYPE_CHECKING:
    from quaycrane.engine import Engine

KEEPER = "quaycrane-keeper"
"""A service of ours: it holds the disk, which goes when nobody holds it, and fills it."""

FOLDER = "/volume"
"""Where the keeper has the disk."""

MEGABYTES = 320
"""How much it holds: a new database takes two thirds of it."""

_OWN_ROOT = re.compile(r"/(\d+)\.(\d+)$")
"""How the engine's folder ends where root of a container is somebody else of the machine: with whom."""


def small_disk(engine: "Engine") -> dict[str, Any]:
    """Return what a Compose model says of a volume that is such a disk, of root of the containers.

    Args:
        engine: Where it will be.
    """
    with explained():
        own = _OWN_ROOT.search(str(engine.client.info()["DockerRootDir"]))
    root = f",uid={own[1]},gid={own[2]}" if own else ""
    options = {"type": "tmpfs", "device": "tmpfs", "o": f"size={MEGABYTES}m,mode=1777{root}"}
    return {"driver": "local", "driver_opts": options}


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
