"""Brings values that Compose takes in several forms into one."""

import shlex
from typing import Any

from quaycrane.checks.compose.units import number_text


def scalar_text(value: object) -> str:
    """Return a scalar as Compose puts it into an environment or a label."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return number_text(value) if isinstance(value, float) else str(value)


def mapping(value: object, empty: str | None = None) -> dict[str, str | None]:
    """Return ``[A=1, B]`` and ``{A: 1, B: null}`` as one mapping of texts.

    Args:
        value: A list or a mapping.
        empty: What a name without a value has.
    """
    if isinstance(value, dict):
        return {str(key): empty if item is None else scalar_text(item) for key, item in value.items()}
    pairs = (str(item).partition("=") for item in items(value))
    return {name: text if equals else empty for name, equals, text in pairs}


def labels(value: object) -> dict[str, str | None]:
    """Return labels as one mapping; one without a value is empty."""
    return mapping(value, "")


def items(value: object) -> list[Any]:
    """Return a list as it is, one value as a list of it, nothing as none."""
    return value if isinstance(value, list) else [] if value is None else [value]


def texts(value: object) -> list[str]:
    """Return one or several scalars as a list of texts, each once."""
    return list(dict.fromkeys(scalar_text(item) for item in items(value)))


def command(value: object) -> list[str]:
    """Return a command as its words."""
    return [str(item) for item in value] if isinstance(value, list) else shlex.split(str(value or ""))


def hosts(value: object) -> list[str]:
    """Return extra hosts as ``name=address``."""
    if isinstance(value, dict):
        return sorted(f"{name}={one}" for name, found in value.items() for one in items(found))
    return sorted(item if "=" in item else item.replace(":", "=", 1) for item in map(str, items(value)))
