"""Resolves a Compose file: by `docker compose` where it is there, else by our own reading."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from quaycrane.checks.compose.dotenv import variables_of
from quaycrane.checks.compose.events import NotReadError
from quaycrane.checks.compose.interpolate import Supposed
from quaycrane.checks.compose.load import Load
from quaycrane.checks.compose.loader import load_all
from quaycrane.checks.compose.paths import Ground
from quaycrane.checks.compose.positions import Path, Positions, Problem
from quaycrane.checks.compose.project import assembled, normal, project_name
from quaycrane.checks.compose.reader import read
from quaycrane.checks.compose.references import broken

NAMES = ("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml")
"""The usual names, in the order in which Compose looks for them."""


@dataclass(frozen=True)
class Resolved:
    """A Compose file as it is understood.

    Attributes:
        model: What `docker compose config --format json` says, every profile on.
        positions: The lines of the file's own content.
        problems: Why Compose would not take it; the model holds what could be read all the same.
        version: The value of an obsolete top-level `version`, empty for none.
    """

    model: dict[str, Any]
    positions: Positions
    problems: tuple[Problem, ...] = ()
    version: str = ""

    def line(self, *path: str | int) -> int:
        """Return the line of a path of the model, or of the nearest one above it."""
        return self.positions.line(*path)

    @property
    def name(self) -> str:
        """The project's name."""
        return str(self.model["name"])

    @property
    def services(self) -> dict[str, dict[str, Any]]:
        """The services by name."""
        services: dict[str, dict[str, Any]] = self.model.get("services") or {}
        return services


def resolve(  # noqa: PLR0913 - each with a default
    text: str,
    folder: FilePath,
    *,
    overrides: tuple[str, ...] = (),
    variables: Mapping[str, str] | None = None,
    name: str = "",
    confined: bool = True,
    supposing: bool = False,
) -> Resolved:
    """Resolve a text by our own reading: no command runs, and nothing raises whatever the text is.

    Args:
        text: The file's text.
        folder: The project's folder; nothing outside of it is read when confined.
        overrides: Texts that are laid over it, in order.
        variables: What the text can see beside the folder's `.env`; None for nothing.
        name: The project's name, empty for what the file or the folder says.
        confined: Whether files that the text names are read below the folder only.
        supposing: Whether variables that are not set are supposed to be when Compose runs, and
            files of variables are left alone: for a text away from where it is used.
    """
    folder = FilePath(folder).absolute()
    ground = Ground(folder, confined)
    load = Load(ground, dict(variables or {}), folder)
    load.variables |= load.with_variables(_beside(folder, ground), ())
    texts = (text, *overrides)
    project = project_name(texts, load.variables, folder, name)
    load.variables["COMPOSE_PROJECT_NAME"] = project
    if supposing:
        load.variables = Supposed(load.variables)
    load.positions = positions_of(text)
    if not project or project != normal(project):
        what = f"The project's name is {project!r}: it must begin with a small letter or a digit"
        load.tell(("name",), what, "Use small letters, digits, - and _")
    content = load_all(texts, load)
    beyond = [problem for problem in load.problems if problem.beyond]
    if beyond:  # what was read up to there says nothing of the whole
        content, load.problems = {}, beyond[:1]
    if not content and not load.problems:
        load.tell((), "The file is empty", "Write services: and below it a name each")
    load.positions = positions_of(text)
    fits = not load.problems
    model = assembled(content, project, None if supposing else ground, load)
    if fits and not load.partial:
        for path, what in broken(content, model):
            load.tell(path, what)
    return Resolved(model, load.positions, _once(load.problems), version_of(text))


def _beside(folder: FilePath, ground: Ground) -> list[tuple[str, str]]:
    """Return the name and the text of the `.env` file in a folder; nothing when it cannot be read."""
    try:
        return [(".env", ground.read(folder / ".env"))]
    except ValueError:
        return []


def _once(problems: list[Problem]) -> tuple[Problem, ...]:
    return tuple(sorted(dict.fromkeys(problems), key=lambda problem: problem.line))


def dotenv(folder: FilePath, *, confined: bool = True) -> dict[str, str]:
    """Return the variables of the `.env` file in a folder; none when it is not there or cannot be read."""
    variables: dict[str, str] = {}
    for _, text in _beside(folder, Ground(folder, confined)):
        with suppress(ValueError):
            variables_of(text, {}, variables)
    return variables


def positions_of(text: str) -> Positions:
    """Return the lines of a text's content; ``A=1`` in a list is found at ``A``, too."""
    lines: dict[Path, int] = {}
    try:
        for document in read(text):
            found = dict(document.positions.lines)
            _add_names(document.value, (), found)
            lines |= found
    except NotReadError as error:
        return Positions({(): error.problem.line})
    return Positions(lines)


def _add_names(value: object, path: Path, lines: dict[Path, int]) -> None:
    if isinstance(value, dict):
        for key, item in value.items():
            _add_names(item, (*path, key), lines)
    elif isinstance(value, list):
        for index, item in enumerate(value):
            if isinstance(item, str):
                lines.setdefault((*path, item.partition("=")[0]), lines[(*path, index)])
            _add_names(item, (*path, index), lines)


def version_of(text: str) -> str:
    """Return the top-level `version` of a text, empty for none."""
    try:
        values = [document.value for document in read(text)]
    except NotReadError:
        return ""
    return next(
        (str(value["version"]) for value in values if isinstance(value, dict) and "version" in value), ""
    )
