"""Brings values that Compose takes in several forms into one."""

from typing import Any

from quaycrane.checks.compose.units import number_text
from quaycrane.checks.compose.words import words


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
    return [str(item) for item in value] if isinstance(value, list) else words(str(value or ""))


def hosts(value: object) -> list[str]:
    """Return extra hosts as ``name=address``.

    Raises:
        ValueError: One has no address, or no name.
    """
    if isinstance(value, dict):
        pairs = [
            (name, scalar_text(one or "")) for name, found in value.items() for one in items(found) or [""]
        ]
    else:
        pairs = [pair for item in items(value) for pair in _host(scalar_text(item))]
    for name, _ in pairs:
        if not name or set(name) & set(":="):
            raise ValueError(f"{name!r} is no name of a host")
    return sorted(f"{name}={_bare(address)}" for name, address in pairs)


def _host(text: str) -> list[tuple[str, str]]:
    name, sign, addresses = text.partition("=" if "=" in text else ":")
    if not sign:
        raise ValueError(f"{text} has no address; write name=address")
    return [(name, address) for address in addresses.split(",")]


def _bare(address: str) -> str:
    bracketed = len(address) > 2 and address[0] == "[" and address[-1] == "]"  # noqa: PLR2004 - not empty
    return address[1:-1] if bracketed else address
