"""Lets a program take memory and computing time, with limits and without, and keeps what it tells."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quaycrane.engine import wait_until, was_out_of_memory
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from quaycrane.engine import Engine
    from quaycrane.labs import Progress

IMAGE = "python:3.13-slim"
TAKEN_MB = 128
LIMIT_MB = 64
_SHARES = (0.0, 0.5, 0.25)
_SECONDS = 60
_EAT = f"""import time
began, kept = time.monotonic(), []
for megabytes in range(4, {TAKEN_MB} + 1, 4):
    kept.append(bytearray(b"x" * (4 << 20)))
    print(f"{{time.monotonic() - began:.3f}} {{megabytes}}", flush=True)
    time.sleep(0.03)
"""
_SPIN = """import time
began = last = time.monotonic()
used = time.process_time()
while last - began < 1.5:
    now = time.monotonic()
    if now - last >= 0.25:
        spent = time.process_time()
        print(f"{now - began:.3f} {(spent - used) / (now - last):.3f}", flush=True)
        last, used = now, spent
"""


@dataclass(frozen=True)
class Course:
    """What a program told while it ran.

    Attributes:
        limit: Its limit, in MB (1024 * 1024 bytes) or in CPUs; 0 for none.
        seconds: When it told something, from its start.
        values: What it had then, in MB, or the share of a CPU that it got.
        code: The exit code.
        out_of_memory: Whether the kernel killed it for its memory.
    """

    limit: float
    seconds: tuple[float, ...]
    values: tuple[float, ...]
    code: int
    out_of_memory: bool = False

    @property
    def mean(self) -> float:
        """The mean of its values."""
        return sum(self.values) / len(self.values)


@dataclass(frozen=True)
class Limits:
    """The same program with limits and without.

    Attributes:
        courses: The one without a limit first.
        provenance: Where it ran.
    """

    courses: tuple[Course, ...]
    provenance: Provenance

    @property
    def free(self) -> Course:
        """The one without a limit."""
        return self.courses[0]

    @property
    def killed(self) -> Course:
        """The one with the smallest limit."""
        return self.courses[-1]


def memory_limits(engine: "Engine", on_progress: "Progress | None" = None) -> Limits:
    """Let a program take 128 MB, 4 MB at a time, without a limit and with one of 64 MB and no swap.

    Args:
        engine: Where.
        on_progress: Told each run.

    Raises:
        QuaycraneError: The engine refused.
    """
    limited = {"mem_limit": f"{LIMIT_MB}m", "memswap_limit": f"{LIMIT_MB}m"}
    courses = []
    for limit, options in ((0, {}), (LIMIT_MB, limited)):
        _tell(on_progress, f"at most {limit} MB" if limit else "no limit")
        courses.append(_course(engine, _EAT, limit, options))
    return Limits(tuple(courses), provenance(engine, IMAGE))


def cpu_limits(engine: "Engine", on_progress: "Progress | None" = None) -> Limits:
    """Let a program turn in circles, without a limit, with half a CPU and with a quarter.

    Args:
        engine: Where.
        on_progress: Told each run.

    Raises:
        QuaycraneError: The engine refused.
    """
    courses = []
    for share in _SHARES:
        _tell(on_progress, f"{share:g} CPUs" if share else "no limit")
        options = {"nano_cpus": int(share * 1e9)} if share else {}
        courses.append(_course(engine, _SPIN, share, options))
    return Limits(tuple(courses), provenance(engine, IMAGE))


def _course(engine: "Engine", program: str, limit: float, options: dict[str, Any]) -> Course:
    started = engine.running(IMAGE, ["python3", "-c", program], network_mode="none", **options)
    with started as running:
        code = wait_until(
            lambda: None if running.exit_code is None else f"{running.exit_code}",
            timeout_seconds=_SECONDS,
            what="the program ends",
        )
        rows = [line.split() for line in running.logs(TAKEN_MB).splitlines()]
        killed = was_out_of_memory(running)
    pairs = [(float(line[0]), float(line[1])) for line in rows if len(line) == 2]  # noqa: PLR2004
    seconds, values = zip(*pairs, strict=True)
    return Course(limit, seconds, values, int(code), killed)


def _tell(on_progress: "Progress | None", what: str) -> None:
    if on_progress:
        on_progress(what)
