"""Tells at once which bases of a Dockerfile the notebook's engine does not hold."""

from typing import TYPE_CHECKING

from quaycrane.checks.dockerfile import Problem
from quaycrane.checks.dockerfile.parse import parse
from quaycrane.checks.severity import Severity
from quaycrane.engine import image_names
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quaycrane.engine import Engine


def absent_bases(text: str, engine: "Engine | None") -> list[Problem]:
    """Return a problem for each base that is not there; none where no engine can be asked.

    Args:
        text: The Dockerfile.
        engine: The notebook's engine, None before `start()`.
    """
    if engine is None:
        return []
    try:
        here = set(image_names(engine))
    except QuaycraneError:
        return []
    return [_problem(line, base, here) for line, base in _bases(text) if not _names(base) & here]


def _bases(text: str) -> "Iterable[tuple[int, str]]":
    for stage in parse(text).stages:
        if stage.parent is None and stage.resolved != "scratch" and "$" not in stage.resolved:
            yield stage.line, stage.resolved


def _names(base: str) -> set[str]:
    plain = base.removeprefix("docker.io/").removeprefix("library/")
    return {plain, plain.removesuffix(":latest"), f"{plain}:latest"}


def _problem(line: int, base: str, here: set[str]) -> Problem:
    plain = sorted(name for name in here if ":" in name and "/" not in name)
    return Problem(
        line,
        f"The base {base} is not on this engine",
        "Without a registry in reach the build ends here",
        f"On this engine are {', '.join(plain)}" if plain else "Mind the spelling of FROM",
        severity=Severity.NOTE,
    )
