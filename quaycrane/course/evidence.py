"""What the cells of a unit that ran show of its claims."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quaycrane.course.claims import Claim, Verdict

_ESCAPES = re.compile(r"\x1b\[[\d;]*m")
_LONGEST = 100
_UNTOLD = "You made no prediction; "
"""What a result says to somebody who did not predict: nobody does where units are run by a command."""


@dataclass(frozen=True)
class Evidence:
    """What was shown of a claim.

    Attributes:
        name: The claim's id.
        claim: The claim.
        verdict: Its verdict, or that a word of what it is to show is missing.
        said: The lines that the engine answered with and that decide, as they were shown.
        cells: The ids of the cells that are tagged with the claim.
    """

    name: str
    claim: Claim
    verdict: Verdict
    said: tuple[str, ...]
    cells: tuple[str, ...]


def evidence(cells: Sequence[Any], claims: Mapping[str, Claim]) -> Iterator[Evidence]:
    """Yield what cells that ran show of each claim.

    Args:
        cells: A notebook's cells, with their outputs.
        claims: The unit's claims.
    """
    for name, claim in claims.items():
        own = [cell for cell in cells if f"claim:{name}" in cell["metadata"].get("tags", ())]
        lines = [line for cell in own for line in shown(cell).split("\n")]
        text = "\n".join(lines)
        verdict = claim.verdict if all(word in text for word in claim.shows) else Verdict.NOT_SHOWN
        said = tuple(dict.fromkeys(_line_with(word, lines) for word in claim.shows if word in text))
        yield Evidence(name, claim, verdict, said, tuple(str(cell.get("id", "")) for cell in own))


def shown(cell: Any) -> str:  # noqa: ANN401 - nbformat is untyped
    """Return what a cell shows, as text without colours."""
    parts = (
        output.get("text") or f"\n{_result(output)}\n"  # a stream may come in pieces of a line
        for output in cell.get("outputs", [])
    )
    return _ESCAPES.sub("", "".join(parts)).strip("\n")


def _result(output: Mapping[str, Any]) -> str:
    text = str(output.get("data", {}).get("text/plain", "")).removeprefix(_UNTOLD)
    return text + "\n".join(output.get("traceback", []))


def _line_with(word: str, lines: Sequence[str]) -> str:
    """Return the line that holds a word, shortened around it."""
    line = next((" ".join(line.split()) for line in lines if word in line), word)
    word = " ".join(word.split())
    begin = max(0, min(line.find(word), len(line) - _LONGEST))
    cut = line[begin : begin + _LONGEST]
    return f"{'… ' if begin else ''}{cut}{' …' if begin + _LONGEST < len(line) else ''}"
