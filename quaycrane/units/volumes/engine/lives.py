"""Lives side by side, over one image that declares a volume."""

import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import Build, explained
from quaycrane.units.volumes.engine.life import Event, Life, Place, live

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from quaycrane.engine import Engine

BASE = "alpine:3"
_SIDE_BY_SIDE = 4


@contextmanager
def image_with_volume(engine: "Engine") -> Iterator[str]:
    """Make an image that declares a volume, and yield its id; it goes when the block ends."""
    with tempfile.TemporaryDirectory(prefix="quaycrane-lab-") as folder:
        built: Build = engine.build(
            Path(folder),
            dockerfile=f"FROM {BASE}\nRUN mkdir {Place.DECLARED.folder}\nVOLUME {Place.DECLARED.folder}\n",
        )
    try:
        yield built.image_id
    finally:
        with explained():
            engine.client.images.remove(built.image_id, force=True)


def lives(
    engine: "Engine", folders: "Mapping[Event, Path]", on_life: "Callable[[Life], None] | None" = None
) -> tuple[Life, ...]:
    """Live one life for each event, some side by side; nothing of them is left on the engine.

    Args:
        engine: Where.
        folders: For each event a folder of its own, on the engine's machine, to be mounted.
        on_life: Told each life that has ended.

    Raises:
        QuaycraneError: The engine refused, or went away.
    """

    def one(event: Event) -> Life:
        life = live(engine, event, image, folders[event])
        if on_life:
            on_life(life)
        return life

    with image_with_volume(engine) as image, ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        return tuple(pool.map(one, folders))
