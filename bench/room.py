"""A room of machines that take their images at once: `python -m bench.room [MACHINES] [UNIT...]`.

Each machine is an engine of its own in a network of its own, that reaches nothing but the registry.
"""

import sys
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from rich.console import Console

from quaycrane import kit
from quaycrane.engine import Engine, connect
from tests.kit.conftest import MIRROR_PORT, another_engine, free_port, with_loopback
from tests.kit.tunnel import tunnel

CONSOLE = Console(highlight=False, soft_wrap=True)


def room(server: Engine, machines: int, names: Sequence[str]) -> tuple[list[float], list[int]]:
    """Let machines take images at once; return the seconds of each and the bytes that came to it."""
    with ExitStack() as stack:
        port = free_port()
        at = stack.enter_context(kit.serving(server, names, port=port, on_progress=quiet))
        found = [stack.enter_context(another_engine(*with_loopback())) for _ in range(machines)]
        carried = [stack.enter_context(tunnel(pid, MIRROR_PORT, at)) for _, pid in found]
        together = threading.Barrier(machines)

        def take(number: int) -> float:
            together.wait()
            began = time.monotonic()
            kit.ensure(found[number][0], names, quiet, registry=f"127.0.0.1:{MIRROR_PORT}")
            return time.monotonic() - began

        with ThreadPoolExecutor(machines) as pool:
            seconds = list(pool.map(take, range(machines)))
        for engine, _ in found:
            assert not kit.missing(engine, names)  # noqa: S101 - a bench that measures nothing is wrong
    return seconds, [one.bytes for one in carried]


def main() -> None:
    """Print what one machine takes, and what a room does."""
    machines = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    names = sys.argv[2:] or ["02-images-and-containers"]
    server = connect()
    kit.ensure(server, names)
    size = sum(kit.size_bytes(server, image.reference) for image in kit.chosen(*names))
    CONSOLE.print(f"{', '.join(names)}: {len(kit.chosen(*names))} images, {size / 1e6:.0f} MB on an engine")
    for count in (1, machines):
        seconds, carried = room(server, count, names)
        CONSOLE.print(
            f"{count} machines: {sum(carried) / 1e6:.0f} MB carried, {max(carried) / 1e6:.1f} MB to one; "
            f"the first had all after {min(seconds):.1f} s, the last after {max(seconds):.1f} s"
        )


def quiet(_: str) -> None:
    """Say nothing."""


if __name__ == "__main__":
    main()
