"""Times each unit online and with the network cut: `python -m bench.network_cut [UNIT...]`."""

import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from quaycrane.engine import Daemon, connect
from quaycrane.kit import needed_here
from tests.engine.cut import run_unit, swallowed
from tests.engine.machines import copy_images, daemon_on, machine
from tests.notebooks.units import UNITS


def seconds(unit: str, daemon_url: str, prefix: tuple[str, ...] = ()) -> float:
    """Return how long a unit takes from start to end."""
    with tempfile.TemporaryDirectory() as place:
        started = time.monotonic()
        run_unit(unit, Path(place), {"DOCKER_HOST": daemon_url}, prefix)
        return time.monotonic() - started


def main() -> None:
    """Print a line a unit, which runs on both at once, so that both have the same machine."""
    engine = connect()
    online = engine.environment.get("DOCKER_HOST", Daemon().url)
    with tempfile.TemporaryDirectory() as home, machine() as inside, daemon_on(inside, Path(home)) as daemon:
        copy_images(engine, daemon, *needed_here())
        for unit in sys.argv[1:] or UNITS:
            with swallowed(inside) as meant, ThreadPoolExecutor() as both:
                running = both.submit(seconds, unit, online)
                cut = both.submit(seconds, unit, daemon.url, inside.prefix).result()
                usual = running.result()
            print(
                f"{unit}: online {usual:.0f} s, cut {cut:.0f} s, ratio {cut / usual:.2f}, "
                f"{len(meant)} packets meant for the outside"
            )


if __name__ == "__main__":
    main()
