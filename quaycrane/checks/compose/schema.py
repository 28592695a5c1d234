"""Holds content against the Compose specification's own schema."""

import difflib
import importlib.util
import json
import reprlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from quaycrane.checks.compose.spots import Path, dotted

_MOST = 20
_KINDS = {"object": "mapping", "array": "list", "null": "nothing"}


@cache
def _validator() -> Any:  # noqa: ANN401 - jsonschema is untyped here
    from jsonschema import Draft202012Validator  # noqa: PLC0415 - `import quaycrane.checks` stays light

    # The package keeps the specification's schema up to date; it is read without importing the
    # package, which would load an HTTP client.
    found = importlib.util.find_spec("check_jsonschema")
    place = FilePath(*(found.submodule_search_locations or [""]) if found else [""])
    schema = json.loads((place / "builtin_schemas/vendor/compose-spec.json").read_text(encoding="utf-8"))
    return Draft202012Validator(schema)


@cache
def _known_keys() -> frozenset[str]:
    """Return every key that the specification knows, wherever it may stand."""
    found: set[str] = set()
    pending = [_validator().schema]
    while pending:
        part = pending.pop()
        if isinstance(part, dict):
            properties = part.get("properties")
            found |= set(properties if isinstance(properties, dict) else ())
            pending += part.values()
        elif isinstance(part, list):
            pending += part
    return frozenset(found)


def violations(content: object) -> Iterator[tuple[Path, str, str]]:
    """Yield each place where content breaks the schema, what is wrong and how to mend it, at most twenty."""
    errors = sorted(_validator().iter_errors(content), key=lambda error: list(map(str, error.absolute_path)))
    for error in errors[:_MOST]:
        deepest = _deepest(error)
        yield from _told(deepest)


def _deepest(error: Any) -> Any:  # noqa: ANN401 - jsonschema is untyped here
    """Return the error that tells most: of the alternatives, the one that the value came closest to."""
    while error.context:
        fitting = [one for one in error.context if one.validator != "type" or one.relative_path]
        error = max(fitting or error.context, key=lambda one: len(one.absolute_path))
    return error


def _told(error: Any) -> Iterator[tuple[Path, str, str]]:  # noqa: ANN401 - jsonschema is untyped here
    path: Path = tuple(error.absolute_path)
    place = dotted(path) or "The file"
    if error.validator in {"additionalProperties", "unevaluatedProperties"}:
        for key in _unknown(error):
            close = difflib.get_close_matches(str(key), _known_keys(), n=1)
            fix = f"Did you mean {close[0]}?" if close else ""
            yield (*path, key), f"{place} has no key {key}", fix
    elif error.validator == "type":
        kinds = [error.validator_value] if isinstance(error.validator_value, str) else error.validator_value
        words = " or a ".join(_KINDS.get(kind, kind) for kind in kinds)
        yield path, f"{place} must be a {words}, not {_shown(error.instance)}", ""
    elif error.validator == "enum":
        words = ", ".join(map(str, error.validator_value))
        yield path, f"{place} must be one of {words}, not {_shown(error.instance)}", ""
    elif error.validator == "pattern":
        yield path, f"{place} cannot be {_shown(error.instance)}", ""
    else:
        yield path, f"{place}: {error.message[:200]}", ""


def _unknown(error: Any) -> list[str]:  # noqa: ANN401 - jsonschema is untyped here
    """Return the keys that a mapping may not have; the message of jsonschema names them in quotes."""
    named = [key for key in error.instance if f"{key!r}" in error.message]
    return sorted(key for key in named if not key.startswith("x-"))


def _shown(value: object) -> str:
    if value is None:
        return "empty"
    if isinstance(value, dict | list):
        return f"a {_KINDS['object' if isinstance(value, dict) else 'array']}"
    return reprlib.repr(value)
