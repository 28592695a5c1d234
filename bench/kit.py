"""Times the whole kit, from nothing to loaded from a file: `python -m bench.kit [REFERENCE...]`."""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console

from quaycrane import kit
from quaycrane.engine import Engine
from tests.kit.conftest import another_engine

CONSOLE = Console(highlight=False, soft_wrap=True)

WANTED_SECONDS = {"from nothing": 240, "warm": 10, "present": 10, "loaded": 60}
"""What is to be reached on two cores that do nothing else."""


@contextmanager
def empty_engine() -> Iterator[Engine]:
    """Yield an engine with nothing on it, that reaches nobody."""
    with another_engine("unshare", "--net") as (engine, _):
        yield engine


def main() -> None:
    """Print a line for each way to the kit."""
    names = sys.argv[1:]
    CONSOLE.print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory(dir="/var/tmp") as home:
        os.environ["XDG_CACHE_HOME"] = home
        stick = Path(home, "kit.quaycrane")
        with empty_engine() as engine:
            zero = timed("from nothing", lambda: kit.ensure(engine, names, quiet))
            timed("present", lambda: kit.ensure(engine, names, quiet), zero)
            for image in kit.chosen(*names):
                engine.client.images.remove(image.reference, force=True)
            timed("warm", lambda: kit.ensure(engine, names, quiet, offline=True), zero)
            timed("saved", lambda: kit.save(engine, stick, names), zero)
        size = sum(image.size_bytes for image in kit.chosen(*names))
        packed = stick.stat().st_size
        CONSOLE.print(f"{len(kit.chosen(*names))} images, {size / 1e6:.0f} MB; packed {packed / 1e6:.0f} MB")
        with empty_engine() as engine:
            timed("loaded", lambda: kit.load(engine, stick, on_progress=quiet), zero)
        with empty_engine() as engine:
            timed("offline", lambda: kit.ensure(engine, names, quiet, offline=True), zero)


def timed(what: str, work: Callable[[], object], whole_seconds: float = 0) -> float:
    """Do work, print how long it took, and return it."""
    started = time.monotonic()
    work()
    seconds = time.monotonic() - started
    share = f", {seconds / whole_seconds:.3f} of from nothing" if whole_seconds else ""
    wanted = f" (wanted: under {WANTED_SECONDS[what]} s)" if what in WANTED_SECONDS else ""
    CONSOLE.print(f"{what}: {seconds:.1f} s{share}{wanted}, load average {os.getloadavg()[0]:.1f}")
    return seconds


def quiet(_: str) -> None:
    """Say nothing."""


if __name__ == "__main__":
    main()
