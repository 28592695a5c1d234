"""Tells how hard each check was, and whether it separates those who do well from the others."""

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quaycrane.checks import Outcome, Verdict
from quaycrane.grading.telling.reports.gather import Graded

FEW = 10
"""Below so many answers a correlation says nothing, and none is told."""


@dataclass(frozen=True)
class Item:
    """A check, over a class.

    Attributes:
        cell: The grade cell that asks for it.
        name: The check's name.
        title: Its sentence.
        count: How many answers it judged.
        difficulty: The share that passed, 0 to 1: the p-value of classical test theory, high when easy.
        discrimination: The corrected item-total correlation, -1 to 1; None where it is not defined.
    """

    cell: str
    name: str
    title: str
    count: int
    difficulty: float
    discrimination: float | None

    @property
    def note(self) -> str:
        """What an instructor should think of, empty when nothing stands out."""
        if self.discrimination is not None and self.discrimination < 0:
            return "Those who do well elsewhere fail it: look at the check."
        if self.difficulty == 1:
            return "Everybody passed: it separates nobody."
        if self.difficulty == 0:
            return "Nobody passed: is it taught, and is it right?"
        if self.discrimination is not None and self.discrimination < _WEAK:
            return "It hardly separates those who do well from the others."
        return ""


_WEAK = 0.1


def items(graded: Iterable[Graded]) -> tuple[Item, ...]:
    """Return the item statistics of every check, in the order of the notebook.

    Classical test theory: an item is passed or not; its difficulty is the share that passed, its
    discrimination the correlation between the item (0 or 1: so it is a point-biserial correlation)
    and the points of all *other* items, since an item correlates with a total that holds itself.
    A skipped check counts as not passed, one that could not be checked is left out.

    Sources: L. Crocker and J. Algina, Introduction to Classical and Modern Test Theory, 1986,
    chapter 14; for the correction S. Henrysson, Correction of item-total correlations in item
    analysis, Psychometrika 28, 1963.
    """
    keys: dict[tuple[str, str, str], None] = {}
    scores: list[dict[tuple[str, str, str], float]] = []
    for one in graded:
        if not one.outcomes:
            continue
        mine: dict[tuple[str, str, str], float] = {}
        for cell, ended in one.outcomes.items():
            for outcome in ended:
                if outcome.verdict is not Verdict.UNCHECKED:
                    mine[_key(cell, outcome)] = float(outcome.verdict is Verdict.PASSED)
        keys |= dict.fromkeys(mine)
        scores.append(mine)
    return tuple(_item(key, [mine for mine in scores if key in mine]) for key in keys)


def _key(cell: str, outcome: Outcome) -> tuple[str, str, str]:
    return (cell, outcome.name, outcome.title)


def _item(key: tuple[str, str, str], scores: Sequence[dict[tuple[str, str, str], float]]) -> Item:
    own = [mine[key] for mine in scores]
    rest = [sum(mine.values()) - mine[key] for mine in scores]
    try:
        correlation = statistics.correlation(own, rest) if len(own) >= FEW else None
    except statistics.StatisticsError:  # one of the two is the same for all
        correlation = None
    return Item(*key, len(own), statistics.fmean(own), correlation)
