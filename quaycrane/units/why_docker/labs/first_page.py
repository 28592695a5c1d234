"""Times one command, from nothing to a served page, and what its seconds go into."""

import re
import time
import uuid
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.errors import QuaycraneError
from quaycrane.kit import Provenance, provenance
from quaycrane.labs import Progress, Workspace
from quaycrane.units.why_docker.labs.served import served

if TYPE_CHECKING:
    from quaycrane.engine import Engine

EMPTY, WARM = "empty", "warm"
PHASES = ("build", "create", "start", "first answer")

_FILE, _PORT = "page.compose.yaml", 8000
_MARKS = (
    (re.compile(r"Network \S+\s+Creating|Container \S+\s+Creating"), "build"),
    (re.compile(r"Container \S+\s+Starting"), "create"),
    (re.compile(r"Container \S+\s+Started"), "start"),
)


@dataclass(frozen=True)
class FirstPage:
    """One command's seconds, on an engine that never built the page and on one that did.

    Attributes:
        seconds: For ``empty`` and ``warm`` the seconds of each phase, in order.
        provenance: Where it ran.
    """

    seconds: dict[str, dict[str, float]]
    provenance: Provenance

    def total(self, engine: str) -> float:
        """Return all seconds, from the command to the page."""
        return sum(self.seconds[engine].values())

    @property
    def longest(self) -> str:
        """The phase that took longest from empty."""
        return max(PHASES, key=lambda phase: self.seconds[EMPTY][phase])

    @property
    def sentence(self) -> str:
        """What came out, in words."""
        empty, warm = self.total(EMPTY), self.total(WARM)
        saved = self.seconds[EMPTY]["build"] - self.seconds[WARM]["build"]
        built = "less to build" if saved > 0 else "no less to build"
        return (
            f"From empty {empty:.1f} s, of which most for: {self.longest}. Warm {warm:.1f} s, with {built}."
        )


def first_page(
    engine: "Engine", folder: Path | str = "page", *, on_progress: Progress | None = None
) -> FirstPage:
    """Run `docker compose up -d` where nothing of the page was ever built, take it down, and run it again.

    Args:
        engine: Where. The base image is there already: a pull would come on top.
        folder: The page's folder, with its Compose file.
        on_progress: Told each run as it begins.

    Raises:
        QuaycraneError: Compose failed, or no page came.
    """
    seconds: dict[str, dict[str, float]] = {}
    with Workspace(engine, folder, holds=_FILE) as copy:
        # A file that was never copied before: no step of an earlier build can stand in.
        (copy.folder / "run.txt").write_text(f"{uuid.uuid4()}\n")
        file = str(copy.folder / _FILE)
        _compose(engine, file, "down", "--rmi", "local")  # of a run that was broken off
        try:
            for state, down in ((EMPTY, ()), (WARM, ("--rmi", "local"))):
                if on_progress:
                    on_progress(f"docker compose up -d, {state}")
                try:
                    seconds[state] = _up(engine, file)
                finally:
                    _compose(engine, file, "down", *down)
        except BaseException:
            _compose(engine, file, "down", "--rmi", "local")
            raise
    return FirstPage(seconds, provenance(engine, "python:3.13-slim"))


def _up(engine: "Engine", file: str) -> dict[str, float]:
    began = time.monotonic()
    ended: dict[str, float] = {}

    said: list[str] = []

    def note(text: str) -> None:
        said.append(text)
        for mark, phase in _MARKS:
            if mark.search(text):
                ended.setdefault(phase, time.monotonic() - began)

    if engine.docker(["compose", "-f", file, "up", "-d"], note):
        raise QuaycraneError("The page did not come up", why="".join(said).strip()[-400:])
    ended.setdefault("start", time.monotonic() - began)
    served(engine, _compose(engine, file, "ps", "-q", "page").split()[0], _PORT)
    ended["first answer"] = time.monotonic() - began
    return _lengths(ended)


def _lengths(ended: dict[str, float]) -> dict[str, float]:
    """Return how long each phase took; one that Compose did not tell of counts for the next."""
    lengths, before = {}, 0.0
    for phase in PHASES:
        at = max(ended.get(phase, before), before)
        lengths[phase], before = at - before, at
    return lengths


def _compose(engine: "Engine", file: str, *words: str) -> str:
    said: list[str] = []
    engine.docker(["compose", "-f", file, *words], said.append)
    return "".join(said)
