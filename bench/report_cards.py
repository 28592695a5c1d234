"""Grades the capstone's example answers, and writes docs/report-cards.md: `python -m bench.report_cards`.

In the course's folder: `python -m bench.report_cards [ANSWER]... [--workers N] [--keep DIR]`. Each answer is
handed in by a student of its name, and all are graded by the command, in slots. With `--keep` what was graded
stays, and the same command goes on where it was stopped. Where the engine says otherwise than an answer's
case.toml is told.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

from quaycrane.checks import Outcome, Verdict
from quaycrane.commands.units import generate
from quaycrane.engine import connect
from quaycrane.grading import Case, Mark, Unit, cases, fill, marks
from quaycrane.grading.telling.feedback_page import outcomes
from quaycrane.kit import project_root
from quaycrane.units.capstone.checks.card import ROW_POINTS, ROWS

UNIT = "11-capstone"
PAGE = "docs/report-cards.md"
FORESEEN = "grade-predictions"
_HEAD = """# What the capstone's example answers get

Written by `python -m bench.report_cards`: each answer of `answers/11-capstone` was handed in and graded by
`quaycrane grade`, in slots, with {engine}. The report card has ten rows of ten points; the five predictions
are another exercise. *It loses* names each row that is not whole, with the points that are lacking, and then
what was found first.

| answer | what it is | of 100 | foreseen, of 5 | it loses |
|---|---|---|---|---|
"""
_MOST_TOLD = 110


@dataclass(frozen=True)
class Row:
    """A row of an answer's report card.

    Attributes:
        title: What it is about.
        points: What it earned.
        lacking: What did not pass.
    """

    title: str
    points: float
    lacking: tuple[Outcome, ...]


@dataclass(frozen=True)
class Graded:
    """An answer as it was graded.

    Attributes:
        case: The answer.
        mark: Its mark.
        rows: Its report card.
        failed: The names of the checks that failed.
        seconds: How long its checks took, 0 where none was made.
    """

    case: Case
    mark: Mark
    rows: tuple[Row, ...]
    failed: frozenset[str]
    seconds: float

    @property
    def points(self) -> float:
        """What its report card has, of 100."""
        return round(sum(row.points for row in self.rows), 1)

    @property
    def loses(self) -> str:
        """What it loses, and what was found first."""
        short = [row for row in self.rows if row.points < ROW_POINTS]
        if not short:
            return "nothing"
        if not self.points:
            rows = "all ten rows"
        else:
            rows = ", ".join(f"{row.title} {ROW_POINTS - row.points:.3g}" for row in short)
        first = next((one for row in short for one in row.lacking), None)
        if not first:
            return f"{rows}. {self.mark.refused}"
        return f"{rows}. Not so: *{first.title}* {_told(first)}"


def main() -> None:
    """Grade, write the page, and tell where the engine says otherwise than an answer does."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("answers", nargs="*", metavar="ANSWER", help="for example reference; else all")
    parser.add_argument("--workers", default="2", metavar="N")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="a folder in which the course stays")
    chosen = parser.parse_args()
    engine = connect()
    root = chosen.keep or Path(tempfile.mkdtemp(prefix="quaycrane-cards-"))
    _graded_by_command(root, chosen.answers, chosen.workers, engine.environment)
    known = list(_graded(root))
    for one in known:
        print(f"{one.case.name}: {one.points:g} of 100, {one.seconds:.0f} s{_otherwise(one)}")
    if not chosen.answers:
        page = _HEAD.format(engine=engine.describe()) + "".join(map(_line, known))
        (project_root() / PAGE).write_text(page, encoding="utf-8")
    if not chosen.keep:
        shutil.rmtree(root)


def _graded_by_command(root: Path, names: Sequence[str], workers: str, environment: dict[str, str]) -> None:
    """Make a class of the answers, and grade it by the command."""
    shutil.copytree(project_root() / "source" / UNIT, root / "source" / UNIT, dirs_exist_ok=True)
    shutil.copy(project_root() / "nbgrader_config.py", root)
    generate(UNIT, root)
    fill(root, UNIT, project_root() / "answers" / UNIT, names)
    command = [sys.executable, "-m", "quaycrane.cli", "grade", UNIT, "--course", str(root)]
    subprocess.run([*command, "--workers", workers], env={**os.environ, **environment}, check=False)


def _graded(root: Path) -> Iterator[Graded]:
    """Yield what was graded, the most points first."""
    known = {case.name: case for case in cases(project_root() / "answers" / UNIT)}
    unit = Unit(root, UNIT)
    found = [_card(unit, known[mark.student], mark) for mark in marks(unit) if mark.graded]
    yield from sorted(found, key=lambda one: (-one.points, one.case.name))


def _card(unit: Unit, case: Case, mark: Mark) -> Graded:
    (path,) = unit.autograded(mark.student).glob("*.ipynb")
    seen = {
        str(cell.metadata.nbgrader.grade_id): outcomes(cell)
        for cell in nbformat.read(path, as_version=4).cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade")
    }
    failed = {one.name for found in seen.values() for one in found if one.verdict is Verdict.FAILED}
    rows = [
        Row(
            row.title,
            mark.cells[name].points or 0,
            tuple(one for one in seen[name] if one.verdict is not Verdict.PASSED),
        )
        for row, name in zip(ROWS, (name for name in seen if name != FORESEEN), strict=True)
    ]
    seconds = sum(result.seconds for result in unit.results(mark.student))
    return Graded(case, mark, tuple(rows), frozenset(failed), seconds)


def _otherwise(one: Graded) -> str:
    """Return where the engine says otherwise than the answer's case.toml; empty where nowhere."""
    said = frozenset(one.case.fails)
    if one.mark.refused or one.failed == said:
        return ""
    return f"\n  also failed: {sorted(one.failed - said)}\n  did not fail: {sorted(said - one.failed)}"


def _told(outcome: Outcome) -> str:
    first = (outcome.observed.splitlines() or [""])[0].replace("|", "\\|")
    return f"{first[:_MOST_TOLD]}…" if len(first) > _MOST_TOLD else first


def _line(one: Graded) -> str:
    foreseen = one.mark.cells[FORESEEN].points or 0
    return f"| {one.case.name} | {one.case.title} | {one.points:g} | {foreseen:g} | {one.loses} |\n"


if __name__ == "__main__":
    main()
