"""Gives one command after another to a small project, and looks which containers it made anew."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.errors import QuaycraneError
from quaycrane.kit import Provenance, provenance
from quaycrane.labs import Workspace

if TYPE_CHECKING:
    from quaycrane.engine import Engine
    from quaycrane.labs import Progress

_FILE = "parts.compose.yaml"
SERVICES = ("page", "clock", "watch")
"""The services that are seen; the last is what `clock` is called after it was renamed."""

KEPT, ANEW, LEFT, GONE, NONE = "kept", "made anew", "left over", "gone", ""
"""What became of a service's container."""


@dataclass(frozen=True)
class Step:
    """What one command did.

    Attributes:
        changed: What was changed before it, empty for nothing.
        command: The command, behind `docker compose`.
        fates: What became of each service's container, in the order of `SERVICES`.
        greeting: The setting that the container of `page` has.
        page: The text of the image that it runs.
        said: What Compose said of orphans, if it did.
    """

    changed: str
    command: str
    fates: tuple[str, ...]
    greeting: str
    page: str
    said: str

    @property
    def anew(self) -> int:
        """How many containers were made anew."""
        return self.fates.count(ANEW)


@dataclass(frozen=True)
class Changes:
    """One command after another.

    Attributes:
        steps: In their order.
        provenance: Where they ran.
    """

    steps: tuple[Step, ...]
    provenance: Provenance

    @property
    def gave_the_setting(self) -> list[str]:
        """The commands with which a container's setting became another one."""
        pairs = zip(self.steps, self.steps[1:], strict=False)
        return [later.command for earlier, later in pairs if earlier.greeting != later.greeting]

    @property
    def gave_the_page(self) -> list[str]:
        """The commands with which a container's page became another one."""
        pairs = zip(self.steps, self.steps[1:], strict=False)
        return [later.command for earlier, later in pairs if earlier.page != later.page]

    @property
    def said(self) -> str:
        """What Compose said of a container that was left over, without the time."""
        sentence = next((step.said for step in self.steps if step.said), "")
        return sentence.partition("msg=")[2].strip('"') or sentence


def _setting(folder: Path) -> None:
    (folder / ".env").write_text("GREETING=welcome\n")


def _page(folder: Path) -> None:
    (folder / "page.txt").write_text("page two\n")


def _renamed(folder: Path) -> None:
    file = folder / _FILE
    file.write_text(file.read_text().replace("  clock:", "  watch:"))


_STEPS: tuple[tuple[str, Callable[[Path], None] | None, str], ...] = (
    ("", None, "up"),
    ("a setting", _setting, "restart"),
    ("", None, "up"),
    ("a file of the image", _page, "up"),
    ("", None, "up --build"),
    ("a service's name", _renamed, "up"),
    ("", None, "up --remove-orphans"),
)


def changes(engine: "Engine", folder: Path | str = "parts", on_progress: "Progress | None" = None) -> Changes:
    """Bring a copy of a project up, change one thing after another, and look after each command.

    Args:
        engine: Where.
        folder: Where its files are.
        on_progress: Told each command.

    Raises:
        QuaycraneError: Compose refused, or the engine went away.
    """
    with Workspace(engine, folder, holds=_FILE) as work:
        # The folder's name is the project's, and this one is nobody else's.
        project = _Project(engine, work.folder.rename(work.folder.with_name("changes")))
        try:
            project.run("up")
            steps = [_step(project, *step, on_progress) for step in _STEPS]
        finally:
            project.down()
    return Changes(tuple(steps), provenance(engine, "alpine:3"))


def _step(
    project: "_Project",
    changed: str,
    change: Callable[[Path], None] | None,
    command: str,
    on_progress: "Progress | None",
) -> Step:
    if on_progress:
        on_progress(f"docker compose {command}")
    if change:
        change(project.folder)
    before = project.containers()
    said = project.run(command)
    after = project.containers()
    known = project.services()
    fates = tuple(_fate(before.get(name), after.get(name), known=name in known) for name in SERVICES)
    orphans = next((line for line in said.splitlines() if "orphan" in line), "")
    pairs = (line.partition("=") for line in project.run("exec -T page env").splitlines())
    greeting = next(value for name, _, value in pairs if name == "GREETING")
    page = project.run("exec -T page cat /page.txt").strip()
    return Step(changed, command, fates, greeting, page, orphans)


def _fate(before: str | None, after: str | None, *, known: bool) -> str:
    if after is None:
        return GONE if before else NONE
    if not known:
        return LEFT
    return KEPT if before == after else ANEW


class _Project:
    """The copy's project on the engine."""

    def __init__(self, engine: "Engine", folder: Path) -> None:
        self._engine, self.folder = engine, folder

    def run(self, command: str) -> str:
        """Run a command of Compose and return what it printed."""
        printed: list[str] = []
        detached = ["--detach"] if command.startswith("up") else []
        file = str(self.folder / _FILE)
        words = ["compose", "--progress=plain", "-f", file, *command.split(), *detached]
        if self._engine.docker(words, printed.append):
            raise QuaycraneError(f"`docker compose {command}` failed", why="".join(printed)[-600:])
        return "".join(printed)

    def down(self) -> None:
        """Take it away with all that it left."""
        self.run("down --remove-orphans --timeout 0 --rmi local")

    def containers(self) -> dict[str, str]:
        """Return the id of each service's container, those that are left over included."""
        lines = self.run("ps --format json").splitlines()
        rows = [json.loads(line) for line in lines if line.startswith("{")]
        return {one["Service"]: one["ID"] for one in rows}

    def services(self) -> set[str]:
        """Return the services of the file as it is now."""
        return set(self.run("config --services").split())
