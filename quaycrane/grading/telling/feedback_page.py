"""Says in a few lines what a student should know of a graded notebook."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Any

from quaycrane.checks import Outcome, Verdict
from quaycrane.checks.report import METADATA
from quaycrane.grading.reading.answers import body, places_in
from quaycrane.grading.reading.taking import MARK

_KNOWN = {field.name for field in fields(Outcome)}
_POINTS = re.compile(r"\([ ]{0,9}[\d.]{1,9} points?(?:,[^()]*)?\)$")


def outcomes(cell: Any) -> tuple[Outcome, ...]:  # noqa: ANN401 - nbformat is untyped
    """Return what the checks of a grade cell came to, in the order in which they were shown."""
    outcomes_read: list[Outcome] = []
    for output in cell.get("outputs", ()):
        said = output.get("metadata", {}).get(METADATA, {}).get("outcomes", ())
        outcomes_read += _read(said)
    return tuple(outcomes_read)


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


NO_ANSWER = "No response."
"""What nbgrader writes to prose that was left as it was."""


@dataclass(frozen=True)
class Share:
    """One check's end, and its share of the points.

    Attributes:
        outcome: What the check came to.
        points: What passing it is worth.
    """

    outcome: Outcome
    points: float


@dataclass(frozen=True)
class Part:
    """A cell that gives points.

    Attributes:
        grade_id: nbgrader's name of the cell; an anchor in the page.
        title: What it asks for.
        points: Those earned.
        max_points: The most it can give.
        by_hand: Whether a person marks it.
        waiting: Whether a person has not yet marked it, or is asked to look at it.
        findings: What each check of it came to.
        text: What the cell showed, where it holds no findings.
        comment: What a person wrote to it, as Markdown.
    """

    grade_id: str
    title: str
    points: float
    max_points: float
    by_hand: bool = False
    waiting: bool = False
    findings: tuple[Share, ...] = ()
    text: str = ""
    comment: str = ""

    @property
    def unanswered(self) -> bool:
        """Whether nbgrader gave 0 by itself, because the place to answer was left as it was."""
        return self.by_hand and self.comment == NO_ANSWER


@dataclass(frozen=True)
class Step:
    """Something to try next.

    Attributes:
        fix: What to do.
        titles: The properties that fail without it, or wait for it.
        points: What they are worth together.
        cause: What was seen first.
    """

    fix: str
    titles: tuple[str, ...]
    points: float
    cause: str = ""


@dataclass(frozen=True)
class Written:
    """An answer that is a file.

    Attributes:
        path: The file, from the unit's folder.
        lines: Its text.
        blamed: Numbers of the lines that a failed check names, from 1.
    """

    path: str
    lines: tuple[str, ...]
    blamed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Page:
    """What stands above the notebook.

    Attributes:
        title: The notebook's heading.
        parts: In the order of the notebook.
        steps: What to try next, the most points first.
        answers: The answers that are files.
        refused: Why nothing could be graded, empty when it could.
        notes: How the submission was read, where that was unusual.
    """

    title: str
    parts: tuple[Part, ...]
    steps: tuple[Step, ...] = ()
    answers: tuple[Written, ...] = ()
    refused: str = ""
    notes: tuple[str, ...] = field(default=())

    @property
    def settled(self) -> tuple[Part, ...]:
        """The parts whose points stand."""
        return tuple(part for part in self.parts if not (part.by_hand and part.waiting))

    @property
    def points(self) -> float:
        """The points that stand."""
        return sum(part.points for part in self.settled)

    @property
    def max_points(self) -> float:
        """The most that `settled` could have given."""
        return sum(part.max_points for part in self.settled)

    @property
    def open_points(self) -> float:
        """What a person has still to mark."""
        return sum(part.max_points for part in self.parts) - self.max_points


def page(nb: Any, waiting: Iterable[str]) -> Page:  # noqa: ANN401 - nbformat is untyped
    """Return what to tell about a notebook with its grades.

    Args:
        nb: An autograded notebook, after nbgrader's GetGrades.
        waiting: The grade cells that a person has to mark or to look at.
    """
    look = frozenset(waiting)
    parts = tuple(_part(cell, look) for cell in nb.cells if _is_marked(cell))
    about = nb.metadata.get(MARK, {})
    heading = next((cell.source for cell in nb.cells if cell.source.startswith("# ")), "")
    return Page(
        title=title(heading, "Feedback"),
        parts=parts,
        steps=_steps(parts),
        answers=_answers(nb, parts),
        refused=str(about.get("refused", "")),
        notes=tuple(str(note) for note in about.get("notes", ())),
    )


def _is_marked(cell: Any) -> bool:  # noqa: ANN401 - nbformat is untyped
    about = cell.metadata.get("nbgrader", {})
    return bool(about.get("grade") or about.get("task"))


def _part(cell: Any, waiting: frozenset[str]) -> Part:  # noqa: ANN401 - nbformat is untyped
    about = cell.metadata.nbgrader
    by_hand = bool(about.get("solution") or about.get("task") or cell.cell_type != "code")
    named = about.grade_id.removeprefix("grade-").replace("-", " ")
    most = float(about.get("points") or 0)
    ended = outcomes(cell)
    total = sum(outcome.weight for outcome in ended) or 1.0
    return Part(
        grade_id=about.grade_id,
        title=named.capitalize() if by_hand else title(cell.source, named),
        points=float(about.get("score") or 0),
        max_points=most,
        by_hand=by_hand,
        waiting=about.grade_id in waiting,
        findings=tuple(Share(outcome, most * outcome.weight / total) for outcome in ended),
        text="" if ended or by_hand else shown_text(cell),
        comment=str(about.get("comment") or ""),
    )


def _steps(parts: Sequence[Part]) -> tuple[Step, ...]:
    """Return one step for each way to mend something, with all the points that it holds back."""
    findings = [finding for part in parts for finding in part.findings]
    failed = [one.outcome for one in findings if one.outcome.verdict is Verdict.FAILED]
    advice = {outcome.name: outcome.fix or outcome.title for outcome in failed}
    lost: dict[str, list[Share]] = {}
    for finding in findings:
        outcome = finding.outcome
        cause = outcome.waits_for if outcome.verdict is Verdict.SKIPPED else outcome.name
        if outcome.verdict is not Verdict.PASSED and cause in advice:
            lost.setdefault(advice[cause], []).append(finding)
    steps = [
        Step(
            fix,
            tuple(dict.fromkeys(finding.outcome.title for finding in ended)),
            sum(finding.points for finding in ended),
            (ended[0].outcome.observed.splitlines() or [""])[0],
        )
        for fix, ended in lost.items()
    ]
    return tuple(sorted(steps, key=lambda step: -step.points))


def _answers(nb: Any, parts: Sequence[Part]) -> tuple[Written, ...]:  # noqa: ANN401
    blamed: dict[str, set[int]] = {}
    for finding in (finding for part in parts for finding in part.findings):
        outcome = finding.outcome
        if outcome.verdict is Verdict.FAILED and outcome.line:
            blamed.setdefault(outcome.file, set()).add(outcome.line)
    sources = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in nb.cells}
    written = []
    for place in places_in(nb):
        if place.path is None:
            continue
        lines = tuple(body(sources[place.grade_id]).splitlines())
        written.append(Written(str(place.path), lines, frozenset(blamed.get(str(place.path), ()))))
    return tuple(written)
