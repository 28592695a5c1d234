"""Backs the volumes of a project up, removes them, and restores them, as on a new machine."""

from dataclasses import dataclass

from quaycrane.checks.answer_builds import engine
from quaycrane.engine import OBSERVER_IMAGE, Stack, explained

_PROJECT, _VOLUME = "com.docker.compose.project", "com.docker.compose.volume"
_DATABASE = "ibdata1"


@dataclass(frozen=True)
class Backup:
    """What was taken of a project's volumes.

    Attributes:
        names: The project's volumes, as the file calls them.
        holds_rows: Whether one of them holds a database's files.
    """

    names: tuple[str, ...] = ()
    holds_rows: bool = False


def move(made: Stack) -> Backup:
    """Copy each named volume of a project that is down, remove it, and make it again from the copy.

    Args:
        made: The project; what is no volume of its own, such as a folder of the host, stays where it is.
    """
    volumes = engine().client.volumes
    names, files = [], ""
    with explained():
        for one in volumes.list(filters={"label": f"{_PROJECT}={made.project}"}):
            labels = dict(one.attrs.get("Labels") or {})
            copy = volumes.create()
            try:
                files += _copied(str(one.name), str(copy.name))
                one.remove()
                _copied(str(copy.name), str(volumes.create(str(one.name), labels=labels).name))
            finally:
                copy.remove(force=True)
            names.append(labels.get(_VOLUME, ""))
    return Backup(tuple(names), _DATABASE in files.split())


def _copied(source: str, target: str) -> str:
    """Copy a volume's files with their owners and modes, and return the names of those at its root."""
    mounts = {source: {"bind": "/from", "mode": "ro"}, target: {"bind": "/to", "mode": "rw"}}
    script = "cp -a /from/. /to/ && ls -A /to"
    beside = engine().running(
        OBSERVER_IMAGE, ["sleep", "600"], volumes=mounts, network_mode="none", init=True
    )
    with beside as hands:  # its words as an exec's: not every engine's way to log can be read back
        return hands.run("sh", "-c", script)
