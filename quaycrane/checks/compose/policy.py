"""Decides whether a resolved Compose model may be brought up for someone who is not trusted."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from quaycrane.checks.compose.permitted import MODEL, Ground

MOST_SERVICES = 20
"""As many services as a model may have."""


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
    ground = Ground(PurePosixPath(folder), frozenset(variables))
    reasons = list(_walk("", model, MODEL, ground))
    services = model.get("services")
    if isinstance(services, Mapping) and len(services) > MOST_SERVICES:
        reasons.append(f"services: there are {len(services)}, at most {MOST_SERVICES} may be")
    return tuple(reasons)


def _walk(path: str, value: object, permit: object, ground: Ground) -> Iterator[str]:
    if value is None or value is False or value in ("", [], {}):
        return
    if permit is None:
        yield f"{path} is not permitted"
    elif callable(permit):
        if reason := permit(value, ground):
            yield f"{path}: {reason}"
    elif isinstance(permit, list):
        yield from _walk_list(path, value, permit[0], ground)
    elif isinstance(permit, dict):
        yield from _walk_mapping(path, value, permit, ground)


def _walk_list(path: str, value: object, permit: object, ground: Ground) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{path} is no list"
        return
    for index, item in enumerate(value):
        yield from _walk(f"{path}[{index}]", item, permit, ground)


def _walk_mapping(path: str, value: object, permit: dict[str, object], ground: Ground) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield f"{path or 'the model'} is no mapping"
        return
    for key, item in value.items():
        at = f"{path}.{key}".removeprefix(".")
        if str(key).startswith("x-") and "*" not in permit:  # an extension; a service may be named so
            continue
        yield from _walk(at, item, permit.get(key, permit.get("*")), ground)
