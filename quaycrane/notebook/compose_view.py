"""What `%%compose` shows: what each line comes to, what to mend, and the services as a graph."""

import base64
import re
from collections.abc import Sequence
from html import escape

from quaycrane.checks.answer import is_written
from quaycrane.checks.compose import OutlineRow, Resolved, outline, refusals, service_graph
from quaycrane.checks.dockerfile import Problem
from quaycrane.notebook.compose_reading import Reading, problems
from quaycrane.notebook.dockerfile_view import NOTHING_YET, problem_html, problem_text
from quaycrane.notebook.shown import Shown
from quaycrane.widgets import look

_MOST_REFUSALS = 5
_LONGEST = 70
_BETWEEN_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")  # a rule's name may break there, where a page is narrow
_HOST = "On your own engine this may be. Grading does not bring it up:"


def view(name: str, reading: Reading, further: Sequence[Problem] = ()) -> Shown:
    """Return the view of a Compose file.

    Args:
        name: The file, as the learner named it.
        reading: What it means.
        further: What the text alone does not tell.
    """
    if not is_written(reading.text):
        sentence = look.strong(f"{name}: ") + look.prose(NOTHING_YET)
        return Shown(look.box("notice", [sentence]), f"{name}: {NOTHING_YET}")
    whole, folder = reading.whole, str(reading.path.parent.absolute())
    wrong = [*problems(reading), *further]
    rows = _rows(reading, wrong)
    refused = [f"line {one.line}: {one.what}" for one in refusals(whole, folder)[:_MOST_REFUSALS]]
    words = [_HOST, *refused] if refused else []
    verdict = _verdict(len(whole.services), len(wrong))
    html = [look.strong(f"{name}: ") + look.prose(verdict), _table(rows), *map(problem_html, wrong)]
    html += ["<br>".join(map(look.prose, words))] if words else []
    lines = [f"{name}: {verdict}", *_lines(rows), *map(problem_text, wrong), *words]
    if whole.services and not whole.problems:
        image, finding = _drawn(whole, name)
        html.append(image)
        lines.append(finding)
    return Shown(look.box("notice" if wrong or words else "good", html), "\n".join(lines))


def _verdict(services: int, wrong: int) -> str:
    counted = f"{services} service{'s' if services != 1 else ''} written"
    if not wrong:
        return f"{counted}, nothing to mend in its text. Nothing is started."
    return f"{counted}, {wrong} thing{'s' if wrong != 1 else ''} to mend. Nothing is started."


def _rows(reading: Reading, wrong: Sequence[Problem]) -> list[tuple[OutlineRow, str]]:
    """Return the lines that come to something, and those with something to mend, each with its mark."""
    rows = outline(reading.own, reading.path.parent)
    at, written = {row.line for row in rows}, reading.text.splitlines()
    marks: dict[int, list[str]] = {}
    for problem in wrong:
        marks.setdefault(problem.line, []).append(problem.rule or "see below")
    added = [
        OutlineRow(line, written[line - 1].strip()[:_LONGEST], "")
        for line in marks
        if line not in at and 0 < line <= len(written)
    ]
    in_order = sorted((*rows, *added), key=lambda row: row.line)
    return [(row, _mark(marks.pop(row.line, []))) for row in in_order]


def _mark(rules: Sequence[str]) -> str:
    return f"⚠ {', '.join(dict.fromkeys(rules))}" if rules else ""


def _table(rows: Sequence[tuple[OutlineRow, str]]) -> str:
    if not rows:
        return ""
    cells = [
        (str(row.line), look.code(row.what), look.quiet(row.means), _BETWEEN_WORDS.sub("<wbr>", escape(mark)))
        for row, mark in rows
    ]
    return look.grid(("line", "says", "which means", ""), cells, right=(0,))


def _lines(rows: Sequence[tuple[OutlineRow, str]]) -> list[str]:
    return [
        f"{row.line:4} {row.what}" + f"  ({row.means})" * bool(row.means) + f"  {mark}" * bool(mark)
        for row, mark in rows
    ]


def _drawn(resolved: Resolved, name: str) -> tuple[str, str]:
    """Return the graph as an image for HTML, and what it shows as a sentence."""
    from quaycrane import figures  # noqa: PLC0415 - loading it takes a second

    axes = figures.service_graph(service_graph(resolved.model, name))
    finding = axes.get_title(loc="left").replace("\n", " ")
    coded = base64.b64encode(figures.as_svg(axes).encode()).decode()
    source = f"data:image/svg+xml;base64,{coded}"
    return f'<img src="{source}" alt="{escape(finding)}" style="max-width: 100%;">', finding
