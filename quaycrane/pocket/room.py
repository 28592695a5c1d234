"""Asks whether this machine has the memory and the disk that the guest needs."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from quaycrane.errors import NoEngineError

GUEST_MB = 640
"""Megabytes of memory of the guest."""

_EMULATOR_MB = 500
_DISK_MB = 2000
_CGROUPS = (
    ("memory.max", "memory.current"),
    ("memory/memory.limit_in_bytes", "memory/memory.usage_in_bytes"),
)


def require_room() -> None:
    """Make sure that the guest has room.

    Raises:
        NoEngineError: There is too little memory or disk, with both figures.
    """
    needed_mb = GUEST_MB + _EMULATOR_MB
    if (free_mb := free_memory_mb()) < needed_mb:
        raise NoEngineError(
            f"The pocket engine needs {needed_mb} MB of memory, and {free_mb:.0f} MB are free",
            fix="Shut down notebooks that you do not need (File, Shut Down), and run this again",
        )
    folder = tempfile.gettempdir()
    if (free_mb := shutil.disk_usage(folder).free / 1e6) < _DISK_MB:
        raise NoEngineError(
            f"The pocket engine needs {_DISK_MB} MB of disk, and {free_mb:.0f} MB are free at {folder}",
            fix="Free space there, or set TMPDIR to a folder that has some",
        )


def free_memory_mb(cgroups: Path = Path("/sys/fs/cgroup"), meminfo: Path = Path("/proc/meminfo")) -> float:
    """Return the megabytes that are free for us: on the machine, and within what this pod may use.

    Args:
        cgroups: Where the limits are told.
        meminfo: Where the machine's memory is told.
    """
    lines = dict(line.split(":") for line in meminfo.read_text(encoding="ascii").splitlines())
    return min([int(lines["MemAvailable"].split()[0]) * 1024 / 1e6, *_left_of_limits(cgroups)])


def _left_of_limits(cgroups: Path) -> Iterator[float]:
    for limit, used in _CGROUPS:
        try:
            most = int((cgroups / limit).read_text())
            now = int((cgroups / used).read_text())
            told = (cgroups / limit).with_name("memory.stat").read_text(encoding="ascii")
        except (OSError, ValueError):  # no such file, or no limit
            continue
        statistics = dict(line.split() for line in told.splitlines())
        names = ("total_inactive_file", "inactive_file")
        caches = next((int(statistics[name]) for name in names if name in statistics), 0)
        yield (most - now + caches) / 1e6
