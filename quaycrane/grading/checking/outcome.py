"""Turns what a grade cell printed into outputs that nbgrader reads as exactly one mark."""

import html
import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from nbformat.v4 import new_output

_MAX_STREAM_CHARACTERS = 64 * 1024

NO_MARK = "the check did not end in a mark"


@dataclass(frozen=True)
class Outcome:
    """What one grade cell came to.

    Attributes:
        outputs: For the autograded notebook; the last is the mark as an execute_result.
        points: The mark, 0 to the cell's maximum.
        flag: Why a person should look at it, empty when nobody needs to.
    """

    outputs: tuple[Any, ...]
    points: float
    flag: str = ""


def settled(outputs: Sequence[Any], max_points: float) -> Outcome:
    """Return the outcome of a grade cell that ran to its end.

    nbgrader gives 0 for a word on standard error, all points for silence, and stops at a mark above
    the maximum. Here a mark is a number and nothing else; whatever is not one is 0 and flagged.
    """
    errors = [output for output in outputs if output["output_type"] == "error"]
    if errors:
        return failed(f"the check stopped: {errors[0].get('ename', 'Error')}", outputs)
    results = [output for output in outputs if output["output_type"] == "execute_result"]
    points = _number(results[-1]["data"].get("text/plain", "")) if results else None
    if points is None:
        return failed(NO_MARK, outputs)
    points = min(max(points, 0.0), max_points)
    return Outcome((*_shown(outputs), _mark(points)), points)


def failed(reason: str, outputs: Sequence[Any] = ()) -> Outcome:
    """Return 0 points with the reason in the report; the text of an error may quote a hidden test."""
    return Outcome((*_shown(outputs), _notice(0.0, reason), _mark(0.0)), 0.0, reason)


def blamed(outcome: Outcome, reason: str) -> Outcome:
    """Return an outcome with its points, and the answer's own fault for those that are missing."""
    return replace(
        outcome,
        outputs=(*outcome.outputs[:-1], _notice(outcome.points, reason), outcome.outputs[-1]),
        flag=reason,
    )


def _notice(points: float, reason: str) -> Any:  # noqa: ANN401 - nbformat is untyped
    told = f"{points:g} points"
    asked = "Your instructor is asked to look at it."
    return new_output(
        "display_data",
        {
            "text/plain": f"{told}: {reason}. {asked}",
            "text/html": f"<p><strong>{told}:</strong> {html.escape(reason)}. {asked}</p>",
        },
    )


def _number(text: str) -> float | None:
    try:
        value = float("".join(text))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _mark(points: float) -> Any:  # noqa: ANN401 - nbformat is untyped
    return new_output("execute_result", {"text/plain": repr(points)}, execution_count=None)


def _shown(outputs: Sequence[Any]) -> list[Any]:
    """Return the report and what was printed, without standard error and without marks."""
    shown = []
    for output in outputs:
        if output["output_type"] == "stream" and output["name"] == "stdout":
            text = "".join(output["text"])
            short = text[:_MAX_STREAM_CHARACTERS]
            cut = "\n… the rest was cut" if len(text) > len(short) else ""
            shown.append(new_output("stream", name="stdout", text=short + cut))
        elif output["output_type"] in {"display_data", "update_display_data"}:
            shown.append(output)
    return shown
