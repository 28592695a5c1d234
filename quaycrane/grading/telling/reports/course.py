"""Tells an instructor about a class over all units: who is behind, and what nobody gets."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from quaycrane.errors import InputError
from quaycrane.grading.gradebook.marks import Mark
from quaycrane.grading.gradebook.unit import Unit
from quaycrane.grading.telling.reports.gather import ClassResult, gather
from quaycrane.grading.telling.reports.items import Item, items
from quaycrane.grading.telling.reports.write import FOLDER, environment

BEHIND = 0.5
"""Who has less than this share of a unit's points is behind in it."""


@dataclass(frozen=True)
class UnitResult:
    """A unit of the course, as its class did.

    Attributes:
        name: The unit's name.
        title: Its heading.
        marks: By name of the student.
        unmet: The checks that none of several answers passed.
    """

    name: str
    title: str
    marks: Mapping[str, Mark]
    unmet: tuple[Item, ...]


@dataclass(frozen=True)
class Student:
    """A student over all units.

    Attributes:
        name: nbgrader's id of the student.
        points: In all units.
        missing: The units that others handed in, but not this student.
        low: Those in which the student has less than half of the points.
    """

    name: str
    points: float
    missing: tuple[str, ...]
    low: tuple[str, ...]

    @property
    def behind(self) -> int:
        """In how many units the student is behind."""
        return len(self.missing) + len(self.low)


def course_report(root: Path, units: Iterable[str]) -> Path:
    """Write ``reports/course.html`` in the course's folder and return it.

    Args:
        root: The folder of nbgrader_config.py.
        units: The units' names, in order; those of which nothing is graded are left out.

    Raises:
        InputError: Nothing of any unit is graded.
    """
    results = [*_results(root, units)]
    if not results:
        raise InputError("Nothing is graded", fix="Run `quaycrane grade --all`")
    target = root / FOLDER / "course.html"
    target.parent.mkdir(exist_ok=True)
    page = environment().get_template("course.html.j2").render(units=results, students=students(results))
    target.write_text(page, encoding="utf-8")
    return target


def _results(root: Path, units: Iterable[str]) -> Iterable[UnitResult]:
    for name in units:
        try:
            yield summed(gather(Unit(root, name)))
        except InputError:  # nothing of it is graded
            continue


def summed(result: ClassResult) -> UnitResult:
    """Return what the course's report tells of a unit."""
    unmet = tuple(item for item in items(result.graded) if item.difficulty == 0 and item.count > 1)
    marks = {one.mark.student: one.mark for one in result.graded}
    return UnitResult(result.unit, result.title, marks, unmet)


def students(units: Iterable[UnitResult]) -> tuple[Student, ...]:
    """Return every student of a course, those who are behind in most units first, then by name."""
    results = tuple(units)
    names = {name for unit in results for name in unit.marks}
    return tuple(sorted((_student(name, results) for name in names), key=lambda one: (-one.behind, one.name)))


def _student(name: str, units: tuple[UnitResult, ...]) -> Student:
    own = {unit.name: unit.marks[name] for unit in units if name in unit.marks}
    return Student(
        name,
        sum(mark.points for mark in own.values()),
        missing=tuple(unit.name for unit in units if unit.name not in own),
        low=tuple(unit for unit, mark in own.items() if mark.auto_points < BEHIND * _auto_most(mark)),
    )


def _auto_most(mark: Mark) -> float:
    return sum(cell.max_points for cell in mark.cells.values() if not cell.by_hand)
