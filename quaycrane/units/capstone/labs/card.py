"""The report card of an application, with the engine that it is from."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.checks import Outcome, Verdict
from quaycrane.kit import Provenance, provenance
from quaycrane.units.capstone.checks.card import ROW_POINTS, Judged, judged

if TYPE_CHECKING:
    from quaycrane.engine import Engine


@dataclass(frozen=True)
class Reason:
    """Why a row has not all of its points.

    Attributes:
        row: The row.
        lacks: What does not hold.
        seen: The fact that decided.
        next_try: What to try.
    """

    row: str
    lacks: str
    seen: str
    next_try: str


@dataclass(frozen=True)
class ReportCard:
    """Ten rows of ten points.

    Attributes:
        rows: The rows in their order.
        provenance: Where it is from.
    """

    rows: tuple[Judged, ...]
    provenance: Provenance

    @property
    def points(self) -> float:
        """What all rows earn."""
        return round(sum(row.points for row in self.rows), 1)

    @property
    def most(self) -> int:
        """What they could."""
        return ROW_POINTS * len(self.rows)

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why they do not: of each row what is lacking first; its grade cell tells the rest."""
        return tuple(
            Reason(row.title, one.title, _seen(one), one.fix) for row in self.rows for one in row.lacking[:1]
        )

    @property
    def sentence(self) -> str:
        """What came out, in words."""
        whole = sum(not row.lacking for row in self.rows)
        unsure = sum(one.verdict is Verdict.UNCHECKED for row in self.rows for one in row.outcomes)
        could_not = f"; {unsure} of the checks could not be made here" if unsure else ""
        return f"{self.points:g} of {self.most} points, {whole} of {len(self.rows)} rows whole{could_not}"


def report_card(engine: "Engine", folder: Path | str = "app") -> ReportCard:
    """Put the report card's checks to the application in a folder.

    Args:
        engine: Where its containers run.
        folder: The folder with the Compose file.
    """
    return ReportCard(judged(folder), provenance(engine, "node:24-alpine", "nginx:alpine", "mysql:9"))


def _seen(outcome: Outcome) -> str:
    return outcome.observed.splitlines()[0] if outcome.observed else str(outcome.verdict)
