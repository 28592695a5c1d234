"""Tells what the Compose file of an answer means, as far as it may be brought up."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.compose import Problem, refusals, resolve
from quaycrane.checks.compose.command import confirmed
from quaycrane.checks.compose.resolve import dotenv
from quaycrane.checks.compose.taken import port_taken
from quaycrane.errors import InputError

FILE = "compose.yaml"
_MOST_REASONS = 4

Model = dict[str, Any]
Change = Callable[[Model], None]
"""Changes a copy of a resolved model before it is brought up."""


class NotPermittedError(InputError):
    """A Compose file that is not brought up.

    Attributes:
        line: The line of the file that is the reason, from 1.
    """

    def __init__(self, what: str, line: int, *, why: str = "", fix: str = "") -> None:
        super().__init__(what, why=why, fix=fix)
        self.line = line


def model_of(
    answer: Answer, folder: Path, variables: Mapping[str, str] | None = None, overrides: tuple[str, ...] = ()
) -> Model:
    """Return what an answer's Compose file means.

    Args:
        answer: The answer.
        folder: A copy of its folder.
        variables: What the file sees beside the folder's `.env`.
        overrides: Texts that are laid over it, in order.

    Raises:
        NotPermittedError: Compose would not take the file, or it asks for what no answer may have.
    """
    text = answer.read(FILE)
    resolved = resolve(text, folder, overrides=overrides, variables=variables)
    if (
        resolved.problems and not overrides
    ):  # what we misread is not the student's fault: Compose has the last word
        resolved = confirmed(resolved, text, folder, {**(variables or {}), **dotenv(folder)})
    for problem in resolved.problems:
        what = f"Compose does not take the file: {problem.what}, line {problem.line}"
        raise NotPermittedError(what, problem.line, fix=problem.fix)
    if reasons := refusals(resolved, str(folder)):
        told = "\n".join(f"line {one.line}: {one.what}" for one in reasons[:_MOST_REASONS])
        raise NotPermittedError("The stack asks for what is not permitted", reasons[0].line, why=told)
    if taken := port_taken(resolved):
        raise NotPermittedError(taken.what, taken.line, fix=taken.fix)
    return resolved.model


def line_of(answer: Answer, service: str) -> int | None:
    """Return the line of an answer that names a service, None where there is no such service."""
    resolved = resolve(answer.read(FILE), answer.folder)
    return resolved.line("services", service) if service in resolved.services else None


def absent_image(answer: Answer, here: Collection[str]) -> Problem | None:
    """Return the first image of an answer's services that is neither built nor there.

    Args:
        answer: The answer.
        here: The names of the images that are there.
    """
    resolved = resolve(answer.read(FILE), answer.folder)
    for name, service in resolved.services.items():
        image = str(service.get("image") or "")
        plain = image.removeprefix("docker.io/").removeprefix("library/")
        if image and not service.get("build") and not {plain, f"{plain}:latest"} & set(here):
            line = resolved.line("services", name, "image")
            what = f"The image {image} of {name} is not on this engine, and no registry gave it, line {line}"
            return Problem(line, what)
    return None
