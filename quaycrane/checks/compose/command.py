"""Lets `docker compose` say how it reads a text, where it is on this machine and the text names no file."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from quaycrane.checks.compose.events import NotReadError
from quaycrane.checks.compose.interpolate import interpolate
from quaycrane.checks.compose.loader import moments
from quaycrane.checks.compose.positions import Problem
from quaycrane.checks.compose.reader import read
from quaycrane.checks.compose.resolve import Resolved
from quaycrane.errors import InputError, QuaycraneError


def confirmed(
    resolved: Resolved, text: str, folder: FilePath, variables: Mapping[str, str] | None = None
) -> Resolved:
    """Return what was understood with Compose's own answer in the place of ours.

    The command would read any file of this machine that the text names, so a text that names one is
    left as we understood it. The others are not handed over as they are, but as our own reading of them
    written out as JSON, variables filled in: nothing is left that the command could read otherwise.

    Args:
        resolved: How we understood the text.
        text: The text.
        folder: The project's folder.
        variables: What the text sees.
    """
    try:
        documents = read(text)
        document = documents[0]
        filled = interpolate(document.value, {**(variables or {}), "COMPOSE_PROJECT_NAME": resolved.name})
        value = filled.value
        plain = not (document.resets or document.overrides or moments(value) or _names_files(value))
        plain = plain and len(documents) == 1 and not filled.wrong and not filled.uncast
        handed = json.dumps(_escaped(value), allow_nan=False) if plain else ""
    except (NotReadError, IndexError, ValueError):
        return resolved
    if not handed or any(problem.beyond for problem in resolved.problems):
        return resolved
    from quaycrane.engine import compose_config  # noqa: PLC0415 - few texts need to be asked about

    try:
        model = compose_config(folder, text=handed, environment={}, project=resolved.name)
    except InputError as error:
        return replace(resolved, problems=resolved.problems or (Problem(1, error.why),))
    except QuaycraneError:
        return resolved
    return replace(resolved, model=model, problems=())


def overruled(resolved: Resolved, file: FilePath, text: str = "") -> Resolved:
    """Return what was understood without its problems where Compose takes the file all the same.

    Args:
        resolved: How we understood the file.
        file: A file of the caller's own: Compose reads what it names. What is beyond our limits is not
            handed over: a text can be written so that the command never ends and takes all memory.
        text: What is read in its place, empty for what it holds.
    """
    if not resolved.problems or any(problem.beyond for problem in resolved.problems):
        return resolved
    from quaycrane.engine import compose_config  # noqa: PLC0415 - few texts need to be asked about

    try:
        model = compose_config(file.parent, files=[] if text else [file], text=text)
    except QuaycraneError:
        return resolved
    return replace(resolved, model=model, problems=())


def _names_files(value: object) -> bool:
    """Return whether Compose would read another file, or start a program, to resolve a content."""
    if not isinstance(value, dict) or "include" in value:
        return True
    services = value.get("services")
    for service in services.values() if isinstance(services, dict) else ():
        if not isinstance(service, dict):
            return True
        extends = service.get("extends")
        named = isinstance(extends, dict) and "file" in extends
        if named or any(key in service for key in ("env_file", "label_file", "provider")):
            return True
    return False


def _escaped(value: Any) -> Any:  # noqa: ANN401 - any YAML
    """Return content with each `$` doubled, so that it stands for itself."""
    if isinstance(value, str):
        return value.replace("$", "$$")
    if isinstance(value, list):
        return [_escaped(item) for item in value]
    if isinstance(value, dict):
        return {key: _escaped(item) for key, item in value.items()}
    return value
