"""Tells which keys may stand at a place of a Compose file, from the specification's own schema."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from quaycrane.checks.compose.schema import compose_schema


def keys_at(path: Sequence[str]) -> dict[str, str]:
    """Return the keys that a mapping may have, with what the specification says of each.

    Args:
        path: The keys that lead to the mapping, from the root; none for the file itself.
    """
    parts = [compose_schema()]
    for step in path:
        parts = [below for part in parts for below in _below(part, step)]
    return {
        key: str(schema.get("description", ""))
        for part in parts
        for whole in _whole(part)
        for key, schema in whole.get("properties", {}).items()
    }


def _below(part: dict[str, Any], step: str) -> Iterator[dict[str, Any]]:
    for whole in _whole(part):
        if step in whole.get("properties", {}):
            yield whole["properties"][step]
        else:
            for name, schema in whole.get("patternProperties", {}).items():
                if re.search(name, step):
                    yield schema


def _whole(part: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield a schema and all that it is made of, or may be instead."""
    if "$ref" in part:
        yield from _whole(compose_schema()["$defs"][part["$ref"].rpartition("/")[2]])
    yield part
    for how in ("allOf", "oneOf", "anyOf"):
        for other in part.get(how, ()):
            yield from _whole(other)
