"""Reads the outcomes of checks back from an autograded notebook."""

import re
from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from quaycrane.checks import Outcome, Verdict
from quaycrane.checks.report import METADATA

_KNOWN = {field.name for field in fields(Outcome)}
_POINTS = re.compile(r"\([ ]{0,9}[\d.]{1,9} points?(?:,[^()]*)?\)$")


def outcomes(cell: Any) -> tuple[Outcome, ...]:  # noqa: ANN401 - nbformat is untyped
    """Return what the checks of a grade cell came to, in the order in which they were shown."""
    found: list[Outcome] = []
    for output in cell.get("outputs", ()):
        said = output.get("metadata", {}).get(METADATA, {}).get("outcomes", ())
        found += _read(said)
    return tuple(found)


def shown_text(cell: Any) -> str:  # noqa: ANN401 - nbformat is untyped
    """Return in plain text what a grade cell showed, without its mark."""
    texts: list[str] = []
    for output in cell.get("outputs", ()):
        if output["output_type"] in {"display_data", "update_display_data"}:
            texts.append(_joined(output["data"].get("text/plain", "")))
        elif output["output_type"] == "stream" and output["name"] == "stdout":
            texts.append(_joined(output["text"]))
    return "\n".join(text.strip() for text in texts if text.strip())


def title(source: str, otherwise: str) -> str:
    """Return what a cell says of itself in its first line, a comment or heading, without its points."""
    first = source.lstrip().partition("\n")[0].rstrip()
    named = first.lstrip("#").strip()
    if not named or named == first:
        return otherwise
    return _POINTS.sub("", named).rstrip() or named


def _read(said: Iterable[Any]) -> Iterable[Outcome]:
    for entry in said:
        if isinstance(entry, dict) and entry.get("verdict") in set(Verdict):
            known = {name: value for name, value in entry.items() if name in _KNOWN}
            yield Outcome(**{**known, "verdict": Verdict(entry["verdict"])})


def _joined(text: Any) -> str:  # noqa: ANN401 - nbformat is untyped
    return text if isinstance(text, str) else "".join(text)
