"""Builds an application again and again, each time with one technique more, and weighs each image."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import explained
from quaycrane.errors import InputError
from quaycrane.kit import Provenance, provenance
from quaycrane.labs import Workspace
from quaycrane.units.image_size.labs.sizes import Size, size

if TYPE_CHECKING:
    from quaycrane.engine import Engine

RECORDING_BYTES = 25_000_000
_RECORDING = "demo-recording.mp4"
_IGNORED = "ignored.txt"
_DOCKERFILE = ".Dockerfile"


class WorkingFolder(Workspace):
    """A copy of the application as it lies on the disk of who works on it: with a recording in it.

    Args:
        engine: Where to build.
        application: The folder to copy.

    Raises:
        InputError: The folder does not hold the application.
    """

    def __init__(self, engine: "Engine", application: Path | str) -> None:
        super().__init__(engine, application, holds="package.json", without=["node_modules", "dist"])
        Path(self.folder, _RECORDING).write_bytes(os.urandom(RECORDING_BYTES))

    @property
    def beside(self) -> Path:
        """A folder that goes with this one, and is no part of what is built."""
        return self.folder.parent


@dataclass(frozen=True)
class Step:
    """An image that was built with one technique more than the one before.

    Attributes:
        technique: The technique.
        size: The image's layers.
        image_id: The image's id.
    """

    technique: str
    size: Size
    image_id: str


@dataclass(frozen=True)
class Row:
    """A technique and what it is worth.

    Attributes:
        technique: The technique.
        size_bytes: What the image weighs with it.
        saved_bytes: What it took away.
    """

    technique: str
    size_bytes: int
    saved_bytes: int


@dataclass(frozen=True)
class Savings:
    """The images, in the order in which the techniques were added.

    Attributes:
        steps: The first has none of the techniques.
        provenance: Where they were built.
    """

    steps: tuple[Step, ...]
    provenance: Provenance

    @property
    def saved_bytes(self) -> dict[str, int]:
        """What each technique took away, by its name; below 0 where the image grew."""
        pairs = zip(self.steps, self.steps[1:], strict=False)
        return {now.technique: before.size.size_bytes - now.size.size_bytes for before, now in pairs}

    @property
    def rows(self) -> tuple[Row, ...]:
        """A row a technique, for a table."""
        saved = self.saved_bytes
        return tuple(
            Row(step.technique, step.size.size_bytes, saved.get(step.technique, 0)) for step in self.steps
        )

    @property
    def largest(self) -> str:
        """The technique that took away the most."""
        return max(self.saved_bytes, key=lambda name: self.saved_bytes[name])

    @property
    def cache_bytes(self) -> int:
        """The most that was left out of an image for the course's npm cache."""
        return max(step.size.cache_bytes for step in self.steps)

    def image(self, technique: str) -> str:
        """Return the id of the image to which a technique led."""
        return self._step(technique).image_id

    def size_bytes(self, technique: str) -> int:
        """Return the size of the image to which a technique led."""
        return self._step(technique).size.size_bytes

    @property
    def sentence(self) -> str:
        """Which technique saved most and which least, in words."""
        saved = self.saved_bytes
        least = min(saved, key=lambda name: saved[name])
        whole = self.steps[0].size.size_bytes - self.steps[-1].size.size_bytes
        return (
            f"'{self.largest}' alone is {saved[self.largest] / whole:.0%} of what was saved; "
            f"the least came of '{least}', {saved[least] / 1e6:.1f} MB."
        )

    def _step(self, technique: str) -> Step:
        return next(step for step in self.steps if step.technique == technique)


def savings(
    engine: "Engine",
    folder: WorkingFolder,
    dockerfiles: Path | str,
    *,
    on_progress: Callable[[str], None] = lambda _: None,
) -> Savings:
    """Build the application with each Dockerfile of a folder, in the order of their names.

    The first is built from all that lies in the application's folder; from the second on `ignored.txt`
    of the Dockerfiles' folder is its `.dockerignore`.

    Args:
        engine: Where to build.
        folder: The application.
        dockerfiles: Files named as `3-one-technique.Dockerfile`.
        on_progress: Told what is being built.

    Raises:
        BuildError: One does not build.
        InputError: There is no Dockerfile in the folder.
    """
    texts = sorted(Path(dockerfiles).glob(f"*{_DOCKERFILE}"))
    if not texts:
        raise InputError(f"There are no Dockerfiles in {dockerfiles}", fix="`./course lab` puts them back")
    steps, ignore = [], folder.folder / ".dockerignore"
    ignore.unlink(missing_ok=True)
    for path in texts:
        technique = path.name.removesuffix(_DOCKERFILE).partition("-")[2].replace("-", " ")
        on_progress(technique)
        built = folder.build(path.read_text(encoding="utf-8"))
        with explained():  # an image without a name is one that prune takes
            engine.client.images.get(built.image_id).tag(engine.name("step"), technique.replace(" ", "-"))
        steps.append(Step(technique, size(engine, technique, built.image_id), built.image_id))
        ignore.write_bytes(Path(dockerfiles, _IGNORED).read_bytes())
    return Savings(tuple(steps), provenance(engine, *(step.image_id for step in steps)))
