"""What a program sees of its container: system, kernel, time, processors and memory."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quaycrane.engine import explained, wait_until

if TYPE_CHECKING:
    from quaycrane.engine import Engine

# The limits are files of the kernel's control groups: one name in version 2, another in version 1.
_LOOK = """\
. /etc/os-release; echo "system=$PRETTY_NAME"
echo "kernel=$(uname -r)"
if ls /lib/ld-musl-* >/dev/null 2>&1; then echo library=musl; else echo library=glibc; fi
echo "time=$(date '+%H:%M %Z (UTC%z)')"
echo "processors=$(nproc)"
echo "memory=$(grep MemTotal /proc/meminfo)"
cd /sys/fs/cgroup
echo "memory limit=$(cat memory.max 2>/dev/null || cat memory/memory.limit_in_bytes)"
echo "cpu limit=$(cat cpu.max 2>/dev/null || echo $(cat cpu/cpu.cfs_quota_us cpu/cpu.cfs_period_us))"
"""
_SECONDS = 30
_UNLIMITED_BYTES = 1 << 50


@dataclass(frozen=True)
class Seen:
    """What a program in a container sees, and the limits that hold for it.

    Attributes:
        system: The image's system, as ``/etc/os-release`` tells it.
        kernel: The kernel's release.
        library: Its C library, ``glibc`` or ``musl``.
        time: Hour, minute, zone, and how far that is from UTC.
        processors: How many `nproc` counts.
        memory_mib: What `/proc/meminfo` says that there is.
        cpu_limit: Processors' worth of time that it may use, None without a limit.
        memory_limit_mib: What it may use, None without a limit.
    """

    system: str
    kernel: str
    library: str
    time: str
    processors: int
    memory_mib: int
    cpu_limit: float | None
    memory_limit_mib: int | None


def seen(
    engine: "Engine", image: str, zone: str = "", cpus: float | None = None, memory_mib: int | None = None
) -> Seen:
    """Run a program in a container and return what it sees.

    Args:
        engine: Where.
        image: An image with a shell.
        zone: The variable `TZ`, empty for none.
        cpus: As in `--cpus`, None for no limit.
        memory_mib: As in `--memory`, in MiB; None for no limit.

    Raises:
        QuaycraneError: The engine refused, or the program did not end.
    """
    options: dict[str, Any] = {"environment": {"TZ": zone} if zone else {}}
    if cpus:
        options["nano_cpus"] = int(cpus * 1e9)
    if memory_mib:
        options["mem_limit"] = f"{memory_mib}m"
    with engine.running(image, ["-c", _LOOK], entrypoint=["sh"], **options) as one:
        wait_until(
            lambda: None if one.exit_code is None else "ended",
            timeout_seconds=_SECONDS,
            what="the program has looked around",
        )
        with explained():
            text = one.container.logs(stdout=True, stderr=False, stream=False).decode("utf-8", "replace")
    return _read(dict(line.partition("=")[::2] for line in text.splitlines()))


def _read(fields: dict[str, str]) -> Seen:
    return Seen(
        fields.get("system", ""),
        fields.get("kernel", ""),
        fields.get("library", ""),
        fields.get("time", ""),
        _number(fields.get("processors", "")),
        _number(fields.get("memory", "")) // 1024,
        _cpu_limit(fields.get("cpu limit", "")),
        _memory_limit(fields.get("memory limit", "")),
    )


def _number(text: str) -> int:
    match = re.search(r"\d+", text)
    return int(match[0]) if match else 0


def _cpu_limit(text: str) -> float | None:
    quota, _, period = text.partition(" ")
    return int(quota) / int(period) if quota.isdecimal() and period.isdecimal() else None


def _memory_limit(text: str) -> int | None:
    limited = text.isdecimal() and int(text) < _UNLIMITED_BYTES
    return int(text) >> 20 if limited else None
