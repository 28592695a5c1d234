"""An engine sees a folder of this machine, also where its own machine is another one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quaycrane.engine import OBSERVER_IMAGE, Engine, Slot, SlotLimits, in_sight, slot_kit, wait_until
from quaycrane.kit import ensure_slot

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def slot(engine: Engine) -> Iterator[Slot]:
    """A slot, on whose machine nothing of ours lies."""
    kit = slot_kit(engine, ensure_slot(engine).reference, [OBSERVER_IMAGE])
    made = Slot(engine, kit, SlotLimits(memory_bytes=400_000_000, disk_bytes=1_000_000_000))
    yield made
    made.close()


def _read(engine: Engine, folder: Path) -> str:
    """Return what a container prints that has a file of the folder mounted."""
    mount = {str(folder / "word.txt"): {"bind": "/word", "mode": "ro"}}
    with engine.running("alpine:3", ["cat", "/word"], volumes=mount, user="1000") as running:
        wait_until(lambda: running.exit_code is not None, timeout_seconds=30, what="it was read")
        return running.logs()


def test_a_slot_sees_a_copy_as_long_as_the_block_lasts(slot: Slot, tmp_path: Path) -> None:
    """A file is there to be mounted, a plain user may read what everyone may, and it is gone afterwards."""
    folder = tmp_path / "given"
    folder.mkdir(mode=0o755)
    (folder / "word.txt").write_text("hello")
    with in_sight(slot.engine, folder) as copied:
        assert copied
        assert _read(slot.engine, folder) == "hello"
    with in_sight(slot.engine, folder) as again:
        assert again
    assert slot.reset()


def test_an_engine_of_this_machine_is_given_nothing(engine: Engine, tmp_path: Path) -> None:
    """Where the engine sees the folder itself, no copy is made."""
    (tmp_path / "word.txt").write_text("here")
    with in_sight(engine, tmp_path) as copied:
        assert not copied
        assert _read(engine, tmp_path) == "here"
