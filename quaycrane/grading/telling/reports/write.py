"""Writes the report of a class as one HTML file that needs nothing else."""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from quaycrane.checks.render import plain
from quaycrane.grading.gradebook.unit import Unit
from quaycrane.grading.telling.pages import PAGES, duration, points
from quaycrane.grading.telling.reports.alike import Alike, alike
from quaycrane.grading.telling.reports.common import commonest
from quaycrane.grading.telling.reports.gather import ClassResult, Graded, gather
from quaycrane.grading.telling.reports.items import FEW, items

FOLDER = "reports"
"""Where reports go, below the folder of nbgrader_config.py."""

_BARS = 10


@dataclass(frozen=True)
class Bar:
    """A bar of the histogram of marks.

    Attributes:
        low: From so many points.
        high: Below so many, the last bar's own end included.
        count: How many submissions.
    """

    low: float
    high: float
    count: int


def class_report(unit: Unit) -> Path:
    """Write ``reports/<unit>.html`` in the course's folder and return it.

    Raises:
        InputError: There is no such unit, or nothing of it was graded.
    """
    target = unit.root / FOLDER / f"{unit.name}.html"
    target.parent.mkdir(exist_ok=True)
    target.write_text(render(gather(unit)), encoding="utf-8")
    return target


def render(result: ClassResult) -> str:
    """Return the report as HTML."""
    graded = result.graded
    top = max((_auto_most(one) for one in graded), default=0.0)
    return (
        environment()
        .get_template("report.html.j2")
        .render(
            result=result,
            top=top,
            totals=[one.mark.auto_points for one in graded],
            bars=histogram([one.mark.auto_points for one in graded], top),
            quartiles=_quartiles([one.mark.auto_points for one in graded]),
            items=items(graded),
            few=FEW,
            findings=commonest(graded),
            alike=_alike(result),
            seconds=sorted((one.seconds for one in graded if one.seconds is not None), reverse=True),
            slowest=sorted((g for g in graded if g.seconds is not None), key=lambda g: -(g.seconds or 0))[:5],
            pages={one.mark.student: one.page for one in graded},
        )
    )


def environment() -> Environment:
    """Return what fills the templates of reports."""
    loader = FileSystemLoader((Path(__file__).parent, PAGES))
    made = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    made.filters |= {"points": points, "duration": duration, "plain": plain}
    return made


def _alike(result: ClassResult) -> list[Alike]:
    groups = list[Alike]()
    for path, reference in result.references.items():
        given = {one.mark.student: one.answers[path] for one in result.graded if path in one.answers}
        groups += alike(path, given, reference)
    return groups


def histogram(values: Sequence[float], top: float) -> tuple[Bar, ...]:
    """Return how often values fall into equal steps from 0 to `top`."""
    width = (top or 1.0) / _BARS
    counts = [0] * _BARS
    for value in values:
        counts[min(_BARS - 1, max(0, int(value / width)))] += 1
    return tuple(Bar(n * width, (n + 1) * width, count) for n, count in enumerate(counts))


def _quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    if len(values) == 1:
        return (values[0],) * 3
    low, middle, high = statistics.quantiles(values, n=4, method="inclusive")
    return low, middle, high


def _auto_most(one: Graded) -> float:
    return sum(cell.max_points for cell in one.mark.cells.values() if not cell.by_hand)
