"""Builds the front end again and again, with one more good practice each time, and measures each image."""

import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import image_details, read_file
from quaycrane.kit import Provenance, provenance
from quaycrane.units.writing_dockerfiles.labs.desk import BASE, IGNORED, desk

if TYPE_CHECKING:
    from quaycrane.engine import Build, Engine
    from quaycrane.labs import Progress, Workspace

PRACTICES = {
    "as first written": "first",
    "+ .dockerignore": "first",
    "+ small base": "small-base",
    "+ manifest first, npm ci": "manifest-first",
    "+ two stages": "two-stages",
    "+ own user": "own-user",
}
"""The practices in their order, and the Dockerfile of each step; each keeps what the one before has."""

_AS_BEFORE = ("+ .dockerignore", "+ small base", "+ own user")  # an edit costs what it did a step before
_BUILT_AS_BEFORE = ("+ two stages", "+ own user")  # what takes its time is the stage before, step by step
_EDITED = "src/Ship.jsx"
_PLACES = ("/app/.env", "/usr/share/nginx/html/.env")


@dataclass(frozen=True)
class Step:
    """One image.

    Attributes:
        practice: What is new in it.
        sent_bytes: What was sent of the build context.
        size_bytes: The bytes of its layers.
        layers: How many they are.
        build_seconds: A build from nothing; None where its steps are those of the practice before.
        rerun: The steps that ran again after an edit of one component; none where that is as before.
        edit_seconds: That build; None where its steps are those of the practice before.
        user: As whom it runs, as its configuration says.
        holds_secret: Whether the folder's `.env` is in it.
    """

    practice: str
    sent_bytes: int
    size_bytes: int
    layers: int
    build_seconds: float | None
    rerun: tuple[str, ...]
    edit_seconds: float | None
    user: str
    holds_secret: bool


@dataclass(frozen=True)
class Shrinking:
    """The front end, one practice a step.

    Attributes:
        steps: The images, in order.
        provenance: Where they were built.
    """

    steps: tuple[Step, ...]
    provenance: Provenance

    @property
    def times_smaller(self) -> float:
        """How many times smaller the last image is than the first."""
        return self.steps[0].size_bytes / self.steps[-1].size_bytes

    @property
    def heaviest(self) -> str:
        """The practice that took most bytes away."""
        pairs = zip(self.steps, self.steps[1:], strict=False)
        return max(pairs, key=lambda pair: pair[0].size_bytes - pair[1].size_bytes)[1].practice

    @property
    def rows(self) -> list[dict[str, object]]:
        """A row for each image, for a table."""
        return [
            {
                "practice": step.practice,
                "sent MB": round(step.sent_bytes / 1e6, 2),
                "image MB": round(step.size_bytes / 1e6, 1),
                "layers": step.layers,
                "from nothing": "the same steps"
                if step.build_seconds is None
                else f"{step.build_seconds:.1f} s",
                "after an edit": "the same steps"
                if step.edit_seconds is None
                else f"{step.edit_seconds:.1f} s, {len(step.rerun)} steps",
                "user": step.user,
                ".env": "in the image" if step.holds_secret else "no",
            }
            for step in self.steps
        ]


def shrinking(
    engine: "Engine",
    application: Path | str = "front",
    dockerfiles: Path | str = "steps",
    *,
    on_progress: "Progress | None" = None,
) -> Shrinking:
    """Build an image for each practice from nothing, and again after an edit of one component.

    Args:
        engine: Where to build.
        application: The front end's folder.
        dockerfiles: The folder of the Dockerfiles.
        on_progress: Told each practice.

    Raises:
        BuildError: One does not build.
        InputError: The application is not there.
    """
    steps = []
    with desk(engine, application) as work:
        for practice, name in PRACTICES.items():
            if on_progress:
                on_progress(practice)
            if practice == "+ .dockerignore":
                (work.folder / ".dockerignore").write_text(IGNORED)
            text = Path(dockerfiles, f"{name}.Dockerfile").read_text(encoding="utf-8")
            steps.append(_measured(engine, work, practice, text))
    return Shrinking(tuple(steps), provenance(engine, BASE, "node:24-alpine", "nginx:alpine"))


def _measured(engine: "Engine", work: "Workspace", practice: str, dockerfile: str) -> Step:
    work.folder = work.folder.rename(
        work.folder.with_name(uuid.uuid4().hex)
    )  # else what was sent is not again
    built = work.build(dockerfile, no_cache=practice not in _BUILT_AS_BEFORE)
    again = None if practice in _AS_BEFORE else _after_edit(work, dockerfile)
    layers = engine.layers(built.image_id)
    settings = image_details(engine, built.image_id)["Config"]
    return Step(
        practice,
        built.context_bytes,
        sum(layer.size_bytes for layer in layers),
        len(layers),
        None if practice in _BUILT_AS_BEFORE else built.seconds,
        tuple(step.instruction for step in again.rerun) if again else (),
        again.seconds if again else None,
        settings.get("User") or "root",
        any(read_file(engine, built.image_id, place) for place in _PLACES),
    )


def _after_edit(work: "Workspace", dockerfile: str) -> "Build":
    component = work.folder / _EDITED
    before = component.read_text(encoding="utf-8")
    component.write_text(f"{before}\n// {uuid.uuid4()}\n", encoding="utf-8")
    try:
        return work.build(dockerfile)
    finally:
        component.write_text(before, encoding="utf-8")
