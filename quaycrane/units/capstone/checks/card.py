"""The report card: ten rows of ten points, the same that the grade cells give, asked for at once."""

from dataclasses import dataclass
from pathlib import Path

from quaycrane.checks import Check, Outcome, Report, Verdict, check
from quaycrane.checks.behaviour.edits import after_edit
from quaycrane.units.capstone.checks import ready, stack, works
from quaycrane.units.capstone.checks.images import is_lean, stays_out
from quaycrane.units.capstone.checks.setting import BACKEND, FRONTEND

ROW_POINTS = 10
_APP = "."


@dataclass(frozen=True)
class Row:
    """A row, and what it asks.

    Attributes:
        title: What it is about, a few words.
        asks: The checks, by the folder of the application that they are put to.
    """

    title: str
    asks: tuple[tuple[str, tuple[Check, ...]], ...]


@dataclass(frozen=True)
class Judged:
    """A row that was judged.

    Attributes:
        title: As in `Row`.
        outcomes: What came of each of its checks.
    """

    title: str
    outcomes: tuple[Outcome, ...]

    @property
    def points(self) -> float:
        """What it earns, of ten."""
        return round(ROW_POINTS * Report(self.outcomes).fraction, 2)

    @property
    def lacking(self) -> tuple[Outcome, ...]:
        """What did not pass."""
        return tuple(one for one in self.outcomes if one.verdict is not Verdict.PASSED)


ROWS = (
    Row(
        "builds and comes up",
        (
            (BACKEND, (works.image_builds(BACKEND),)),
            (FRONTEND, (works.image_builds(FRONTEND),)),
            (_APP, (works.comes_up(), *stack.HEALTHY)),
        ),
    ),
    Row(
        "the page shows rows",
        ((_APP, (works.sends_the_page(), works.sends_rows(), works.browser_shows_rows())),),
    ),
    Row(
        "an edit costs little",
        (
            (BACKEND, (after_edit("src/application.js", keeps="node_modules/express"),)),
            (FRONTEND, (after_edit("src/Desk.jsx", keeps="node_modules/react"),)),
            (_APP, (ready.edit_renews_one(), ready.edit_is_served_in_development())),
        ),
    ),
    Row(
        "small images",
        tuple((one, (is_lean(one, 3), is_lean(one, 1.25))) for one in (BACKEND, FRONTEND)),
    ),
    Row("no root, nothing to gain", ((_APP, (*stack.ROOTLESS, *stack.HARDENED)),)),
    Row(
        "the password is a file",
        (
            (BACKEND, (stays_out(".env", "heron-4711-quay"),)),
            (FRONTEND, (stays_out(".env.local", "localhost:5000"),)),
            (_APP, (ready.password_is_not_told(), ready.password_is_the_file_s())),
        ),
    ),
    Row("who reaches whom", ((_APP, (*stack.TALKING, *stack.PUBLISHED)),)),
    Row("rows live on", ((_APP, (ready.rows_survive(), ready.rows_come_back())),)),
    Row(
        "ready means ready",
        ((_APP, (ready.never_asks_too_early(), ready.ready_means_ready(), *stack.LATE)),),
    ),
    Row("the night", ((_APP, (*stack.DRILLS, *stack.MORE_DRILLS)),)),
)


def judged(folder: Path | str) -> tuple[Judged, ...]:
    """Return the rows for an application's folder; what was judged before is not asked again.

    Args:
        folder: The folder with the Compose file.
    """
    return tuple(
        Judged(
            row.title,
            tuple(one for place, checks in row.asks for one in check(Path(folder, place), *checks).outcomes),
        )
        for row in ROWS
    )
