"""Shows an instructor what was graded: an answer's lines, each with what was found beside it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat.v4 import new_output

from quaycrane.checks import Outcome, Verdict
from quaycrane.checks.render import plain
from quaycrane.errors import InputError
from quaycrane.grading.reading.answers import body, places_in
from quaycrane.grading.telling.feedback_page import outcomes

_MOST_LINES = 2000
_NUMBER = "padding: 0 .8em; text-align: right; vertical-align: top; color: #616161; user-select: none"
_LINE = "white-space: pre-wrap; vertical-align: top; text-align: left; font-family: monospace"
_FOUND = "padding-left: 1.2em; vertical-align: top; text-align: left; max-width: 28em"


class AnswersBeside(Preprocessor):  # type: ignore[misc] # untyped
    """Puts below each answer that is a file its lines, where a check that failed is about that file."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:  # noqa: ANN401 - nbformat is untyped
        """Add the tables to a graded notebook, for showing it alone."""
        failed = _failed(nb)
        cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in nb.cells}
        try:
            places = places_in(nb)
        except InputError:  # it was shown as it is, and is
            return nb, resources
        for place in places:
            cell, about = cells[place.grade_id], failed.get(str(place.path), [])
            if about and cell.cell_type == "code":
                html = _table(str(place.path), body(cell.source).splitlines(), about)
                cell.outputs = [new_output("display_data", {"text/html": html})]
        return nb, resources


def _failed(nb: Any) -> dict[str, list[Outcome]]:  # noqa: ANN401 - nbformat is untyped
    """Return the checks that failed, by the file that they are about."""
    found: defaultdict[str, list[Outcome]] = defaultdict(list)
    for cell in nb.cells:
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade"):
            for outcome in outcomes(cell):
                if outcome.verdict is Verdict.FAILED:
                    found[outcome.file].append(outcome)
    return found


def _table(path: str, lines: Sequence[str], failed: Sequence[Outcome]) -> str:
    beside = defaultdict[int, list[Outcome]](list)
    for outcome in failed:
        beside[outcome.line or 0].append(outcome)
    rows = [_row(number, line, beside.get(number, ())) for number, line in enumerate(lines[:_MOST_LINES], 1)]
    of_all = "".join(f"<div>{_told(one)}</div>" for one in beside.get(0, ()))
    return (
        f"<b><code>{escape(path)}</code></b>, as it was graded{of_all and ':'}{of_all}"
        f'<table style="border-collapse: collapse; margin-top: .5em">{"".join(rows)}</table>'
    )


def _row(number: int, line: str, found: Iterable[Outcome]) -> str:
    said = "".join(f"<div>{_told(outcome)}</div>" for outcome in found)
    marked = "; background: #fdecea; box-shadow: inset .3em 0 #b3261e" if said else ""
    return (
        f'<tr><td style="{_NUMBER}{marked}">{number}</td><td style="{_LINE}">{escape(plain(line))}</td>'
        f'<td style="{_FOUND}">{said}</td></tr>'
    )


def _told(outcome: Outcome) -> str:
    return f'<span style="color: #b3261e">✗</span> {escape(plain(outcome.title))}'
