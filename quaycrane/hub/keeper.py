"""Keeps a slot for one notebook server, as a process beside it: it goes with the server, not with the hub.

Told what to open in its argument, it writes the engine's address. Told the server's process then, it stays
until that ends; told nothing, it ends at once.
"""

import os
import select
import signal
import sys
from pathlib import Path

from quaycrane import kit
from quaycrane.engine import OBSERVER_IMAGE, Slot, connect, slot_kit, sweep_folders
from quaycrane.errors import QuaycraneError
from quaycrane.hub.wanted import Wanted

_FOR_THE_GROUP = 0o710


def opened(wanted: Wanted) -> Slot:
    """Return a slot that the members of a group may use.

    Raises:
        NoEngineError: No engine answers.
        NoSlotsError: None can run here.
    """
    outer = connect()
    outer.sweep()  # of keepers that were killed
    sweep_folders()
    images = kit.chosen(*(wanted.units or kit.needed_here()))
    references = {one.reference for one in images if kit.state(outer, one).ready} | {OBSERVER_IMAGE}
    image = kit.ensure_slot(outer, lambda _: None).reference
    prepared = slot_kit(outer, image, sorted(references))
    os.setegid(wanted.group)  # the socket is made for this group
    slot = Slot(outer, prepared, wanted.limits)
    folder = Path(slot.environment["DOCKER_HOST"].removeprefix("unix://")).parent
    os.chown(folder, -1, wanted.group)
    folder.chmod(_FOR_THE_GROUP)
    return slot


def keep(wanted: Wanted) -> None:
    """Open a slot, and keep it as long as the server runs whose process it is told."""
    slot = opened(wanted)
    try:
        print(slot.environment["DOCKER_HOST"], flush=True)  # noqa: T201 - read by the spawner
        if told := sys.stdin.readline().strip():
            _wait_for(int(told))
    finally:
        slot.close()


def _wait_for(process: int) -> None:
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return
    select.select([watched], [], [])


def _end(number: int, _: object) -> None:
    sys.exit(128 + number)  # by way of what is to be closed


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _end)
    try:
        keep(Wanted.read(sys.argv[1]))
    except QuaycraneError as error:
        sys.exit(str(error))
