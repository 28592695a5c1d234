"""DatabaseKeepsItsData: a database's data lies in a volume with a name."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.compose.services import DATA_FOLDERS, image_name, keeps_data, mounts


@rule(
    why="Without a named volume the rows go with the container, or are stranded in a volume that "
    "no one finds again",
    fix="Mount one at its data folder: volumes: [rows:/var/lib/mysql], and declare rows under "
    "the top-level volumes:",
    bad="""\
services:
  db:
    image: mysql:8.4
    volumes: [/var/lib/mysql]
""",
    good="""\
services:
  db:
    image: mysql:8.4
    volumes: ['rows:/var/lib/mysql']
volumes: {rows: }
""",
)
def database_keeps_its_data(resolved: Resolved) -> Iterator[Breach]:
    """Each database keeps its data in a named volume.

    Yield each database whose data folder is in no named volume.
    """
    for name, service in resolved.services.items():
        if not keeps_data(service):
            continue
        folder = PurePosixPath(DATA_FOLDERS[image_name(service)])
        holding = [
            (place, mount)
            for place, mount in mounts(service)
            if folder.is_relative_to(str(mount.get("target"))) or _below(mount, folder)
        ]
        volume = f"{name}-data"
        fix = f"Write volumes: ['{volume}:{folder}'], and declare {volume} under the top-level volumes:"
        if not holding:
            yield Breach(("services", name), f"{name} has no volume at {folder}", fix)
        for place, mount in holding:
            if not mount.get("source"):
                kind = "a tmpfs" if mount.get("type") == "tmpfs" else "a volume without a name"
                yield Breach(("services", name, "volumes", place), f"{name} keeps {folder} in {kind}", fix)


def _below(mount: dict[str, Any], folder: PurePosixPath) -> bool:
    """Return whether a mount is a folder inside the data folder, as some images are told to use."""
    return PurePosixPath(str(mount.get("target"))).parent == folder.parent and folder.name == "data"
