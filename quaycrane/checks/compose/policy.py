"""Decides whether a resolved Compose model may be brought up for someone who is not trusted."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from quaycrane.checks.compose.permitted import MODEL, Ground
from quaycrane.checks.compose.positions import Path, Problem, dotted
from quaycrane.checks.compose.resolve import Resolved

MOST_SERVICES = 20
"""As many services as a model may have."""

Reason = tuple[Path, str]
"""Where in the model, and what is not permitted, as a sentence."""


def refused(
    model: Mapping[str, Any], folder: PurePosixPath | str, variables: Collection[str] = ()
) -> tuple[str, ...]:
    """Return why a model may not be brought up; nothing when it may.

    What is not permitted key by key is refused, so that what a later Compose adds is refused, too. Values
    that are null, false or empty ask for nothing and are permitted anywhere.

    Args:
        model: What `docker compose config --format json` says with every profile on.
        folder: The submission's folder, absolute: what may be mounted, built and read.
        variables: Names of the environment variables that secrets and configs may hold.

    Returns:
        One sentence a refused key, with its path in the model.
    """
    return tuple(what for _, what in _refused(model, folder, variables))


def refusals(
    resolved: Resolved, folder: PurePosixPath | str, variables: Collection[str] = ()
) -> tuple[Problem, ...]:
    """Return the same with the line of the file at which each stands, in the order of lines.

    Args:
        resolved: The file as it is understood, with every profile on.
        folder: As for `refused`.
        variables: The same.
    """
    refused = _refused(resolved.model, folder, variables)
    return tuple(
        sorted((Problem(resolved.line(*path), what) for path, what in refused), key=lambda one: one.line)
    )


def _refused(
    model: Mapping[str, Any], folder: PurePosixPath | str, variables: Collection[str]
) -> Iterator[Reason]:
    yield from _walk((), model, MODEL, Ground(PurePosixPath(folder), frozenset(variables)))
    services = model.get("services")
    if isinstance(services, Mapping) and len(services) > MOST_SERVICES:
        yield ("services",), f"services: there are {len(services)}, at most {MOST_SERVICES} may be"


def _walk(path: Path, value: object, permit: object, ground: Ground) -> Iterator[Reason]:
    if value is None or value is False or value in ("", [], {}):
        return
    if permit is None:
        yield path, f"{dotted(path)} is not permitted"
    elif callable(permit):
        if reason := permit(value, ground):
            yield path, f"{dotted(path)}: {reason}"
    elif isinstance(permit, list):
        yield from _walk_list(path, value, permit[0], ground)
    elif isinstance(permit, dict):
        yield from _walk_mapping(path, value, permit, ground)


def _walk_list(path: Path, value: object, permit: object, ground: Ground) -> Iterator[Reason]:
    if not isinstance(value, list):
        yield path, f"{dotted(path)} is no list"
        return
    for index, item in enumerate(value):
        yield from _walk((*path, index), item, permit, ground)


def _walk_mapping(path: Path, value: object, permit: dict[str, object], ground: Ground) -> Iterator[Reason]:
    if not isinstance(value, Mapping):
        yield path, f"{dotted(path) or 'the model'} is no mapping"
        return
    for key, item in value.items():
        if str(key).startswith("x-") and "*" not in permit:  # an extension; a service may be named so
            continue
        yield from _walk((*path, str(key)), item, permit.get(key, permit.get("*")), ground)
