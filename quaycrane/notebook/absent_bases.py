"""Tells at once which images of a Dockerfile or a Compose file the notebook's engine does not hold."""

from typing import TYPE_CHECKING

from quaycrane.checks.compose import Resolved
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
    return _absent("The base", "Without a registry in reach the build ends here", _bases(text), engine)


def absent_images(resolved: Resolved, engine: "Engine | None") -> list[Problem]:
    """Return a problem for each service's image that is neither there nor built, as `absent_bases` does."""
    images = (
        (resolved.line("services", name, "image"), str(service["image"]))
        for name, service in resolved.services.items()
        if service.get("image") and not service.get("build")
    )
    return _absent("The image", "Without a registry in reach nothing starts", images, engine)


def _absent(
    what: str, why: str, images: "Iterable[tuple[int, str]]", engine: "Engine | None"
) -> list[Problem]:
    if engine is None:
        return []
    try:
        here = set(image_names(engine))
    except QuaycraneError:
        return []
    return [_problem(what, why, line, image, here) for line, image in images if not _names(image) & here]


def _bases(text: str) -> "Iterable[tuple[int, str]]":
    for stage in parse(text).stages:
        if stage.parent is None and stage.resolved != "scratch" and "$" not in stage.resolved:
            yield stage.line, stage.resolved


def _names(base: str) -> set[str]:
    plain = base.removeprefix("docker.io/").removeprefix("library/")
    return {plain, plain.removesuffix(":latest"), f"{plain}:latest"}


def _problem(what: str, why: str, line: int, image: str, here: set[str]) -> Problem:
    plain = sorted(name for name in here if ":" in name and "/" not in name)
    return Problem(
        line,
        f"{what} {image} is not on this engine",
        why,
        f"On this engine are {', '.join(plain)}" if plain else "Mind the spelling of its name",
        severity=Severity.NOTE,
    )
