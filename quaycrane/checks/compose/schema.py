"""Holds content against the Compose specification's own schema."""

import difflib
import importlib.util
import json
import math
import reprlib
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from quaycrane.checks.compose.positions import Path, dotted

if TYPE_CHECKING:
    from jsonschema_rs import Validator

_MOST = 20
_NEWER = ("jobs", "no_cache_filter", "pre_start", "umask", "use_service_name_alias")
"""Keys of the specification that Compose 2.40 does not take."""

_KINDS = {"object": "mapping", "array": "list", "integer": "whole number", "null": "nothing"}


@cache
def compose_schema() -> dict[str, Any]:
    """Return the Compose specification's schema, without what our Compose does not take."""
    # The package keeps the specification's schema up to date; it is read without importing the
    # package, which would load an HTTP client.
    found = importlib.util.find_spec("check_jsonschema")
    place = FilePath(*(found.submodule_search_locations or [""]) if found else [""])
    text = (place / "builtin_schemas/vendor/compose-spec.json").read_text(encoding="utf-8")
    schema: dict[str, Any] = json.loads(text)
    for properties in _all_properties(schema):
        for key in _NEWER:
            properties.pop(key, None)
    return schema


def _all_properties(schema: object) -> Iterator[dict[str, Any]]:
    """Yield every table of properties in a schema, wherever it stands."""
    pending = [schema]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            if isinstance(part.get("properties"), dict):
                yield part["properties"]
            pending += part.values()
        elif isinstance(part, list):
            pending += part


@cache
def _validator() -> "Validator":
    from jsonschema_rs import validator_for  # noqa: PLC0415 - `import quaycrane.checks` stays light

    return validator_for(compose_schema())


@cache
def _known_keys() -> frozenset[str]:
    """Return every key that the specification knows, wherever it may stand."""
    return frozenset(key for properties in _all_properties(compose_schema()) for key in properties)


def violations(content: object) -> Iterator[tuple[Path, str, str]]:
    """Yield each place where content breaks the schema, what is wrong and how to mend it, at most twenty."""
    errors = sorted(
        _validator().iter_errors(_bare(content)), key=lambda one: list(map(str, one.instance_path))
    )
    for one in errors[:_MOST]:
        error = _deepest(one)
        kinds = dict.fromkeys(
            kind
            for leaf in _leaves(one)
            if leaf.kind.name == "type" and leaf.instance_path == error.instance_path
            for kind in leaf.kind.value
        )
        yield from _told(error, kinds)


def _leaves(error: Any) -> Iterator[Any]:  # noqa: ANN401 - of a class that cannot be named at run time
    """Yield what is wrong by each alternative, or the error itself."""
    context = [one for alternative in getattr(error.kind, "context", ()) for one in alternative]
    for one in context:
        yield from _leaves(one)
    if not context:
        yield error


def _bare(value: object) -> object:
    """Return content of JSON's own kinds alone."""
    if isinstance(value, dict):
        return {str(key): _bare(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_bare(item) for item in value]
    if isinstance(value, float) and not math.isfinite(value):
        return sys.float_info.max
    return str(value) if isinstance(value, str) else value


def _deepest(error: Any) -> Any:  # noqa: ANN401 - as above
    """Return the error that tells most: of the alternatives, the one that the value came closest to."""
    while context := [one for alternative in getattr(error.kind, "context", ()) for one in alternative]:
        fitting = [
            one for one in context if one.kind.name != "type" or one.instance_path != error.instance_path
        ]
        error = max(fitting or context, key=lambda one: len(one.instance_path))
    return error


def _told(error: Any, kinds: Iterable[str]) -> Iterator[tuple[Path, str, str]]:  # noqa: ANN401 - as above
    path: Path = tuple(error.instance_path)
    place = dotted(path) or "The file"
    name, value = error.kind.name, error.kind.value
    if name in {"additionalProperties", "unevaluatedProperties"}:
        for key in _unknown(error):
            close = difflib.get_close_matches(key, _known_keys() - {key}, n=1)
            fix = f"Did you mean {close[0]}?" if close else ""
            fix = "It needs a Compose newer than 2.40" if key in _NEWER else fix
            yield (*path, key), f"{place} has no key {key}", fix
    elif name == "type":
        words = " or a ".join(_KINDS.get(kind, kind) for kind in kinds if kind != "null")
        yield path, f"{place} must be a {words}, not {_shown(error.instance)}", ""
    elif name == "enum":
        yield path, f"{place} must be one of {', '.join(map(str, value))}, not {_shown(error.instance)}", ""
    elif name == "pattern":
        yield path, f"{place} cannot be {_shown(error.instance)}", ""
    elif name == "required":
        yield path, f"{place} lacks {value}", f"Write {value}: there"
    elif name == "uniqueItems":
        yield path, f"{place} holds the same entry twice", "Keep one of the two"
    else:
        yield path, f"{place}: {error.message[:200]}", ""


def _unknown(error: Any) -> list[str]:  # noqa: ANN401 - as above
    """Return the keys that a mapping may not have.

    Where a part of it is wrong, the validator counts every key of the same `allOf` as not looked at;
    such a key is known all the same.
    """
    unknown = {key for key in error.kind.unexpected if not key.startswith("x-")}
    if error.kind.name == "unevaluatedProperties":
        unknown -= _keys(error.schema_path[:-1])
    return sorted(unknown)


def _keys(place: Sequence[str | int]) -> set[str]:
    """Return the keys that the schema at a place and those that it is made of know."""
    part: Any = compose_schema()
    for step in place:
        part = part[step]
    found = set(part.get("properties", ()))
    for other in part.get("allOf", ()):
        found |= _keys(str(other.get("$ref", "")).removeprefix("#/").split("/"))
    return found


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict | list):
        return f"a {_KINDS['object' if isinstance(value, dict) else 'array']}"
    return reprlib.repr(value)
