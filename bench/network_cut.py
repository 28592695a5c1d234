"""Times each unit online and with the network cut: `python -m bench.network_cut [UNIT...]`."""

import sys
import tempfile
import time
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
    """Print a line a unit, each run once before, so that both engines are warm."""
    engine = connect()
    online = engine.environment.get("DOCKER_HOST", Daemon().url)
    with tempfile.TemporaryDirectory() as home, machine() as inside, daemon_on(inside, Path(home)) as daemon:
        copy_images(engine, daemon, *needed_here())
        for unit in sys.argv[1:] or UNITS:
            first = seconds(unit, online)
            with swallowed(inside) as meant:
                cut = seconds(unit, daemon.url, inside.prefix)
            second = seconds(unit, online)
            usual = (first + second) / 2
            print(
                f"{unit}: online {first:.0f} s and {second:.0f} s, cut {cut:.0f} s, "
                f"ratio {cut / usual:.2f}, {len(meant)} packets meant for the outside"
            )


if __name__ == "__main__":
    main()
