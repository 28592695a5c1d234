"""A report card made by hand, so that a figure's test needs no engine."""

from quaycrane.checks import Outcome, Verdict
from quaycrane.units.capstone.checks.card import ROWS, Judged
from quaycrane.units.capstone.labs.card import ReportCard
from tests.figures.results import PROVENANCE


def card(*lacking: str) -> ReportCard:
    """Return a card on which the checks whose names begin so fail, and all others pass."""
    return ReportCard(
        tuple(
            Judged(
                row.title,
                tuple(
                    Outcome(
                        one.name,
                        one.title,
                        Verdict.FAILED if one.name.startswith(lacking) and lacking else Verdict.PASSED,
                        "It was seen\nand more",
                        fix=one.fix,
                    )
                    for _, checks in row.asks
                    for one in checks
                ),
            )
            for row in ROWS
        ),
        PROVENANCE,
    )
