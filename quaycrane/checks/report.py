"""What several checks found together, and the mark that it is worth."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.checks import render
from quaycrane.checks.outcome import Outcome, Verdict
from quaycrane.checks.render_rich import as_rich

if TYPE_CHECKING:
    from rich.console import RenderableType

__all__ = ["METADATA", "Outcome", "Report", "Verdict", "last_shown"]

_MORE = "More on what failed: %hint"
_shown: "list[Report]" = []

METADATA = "quaycrane"
"""The key of our metadata in a cell's outputs; ``outcomes`` in it are a report's outcomes as data."""


@dataclass(frozen=True)
class Report:
    """The ends of several checks; displays itself in a notebook and prints as text."""

    outcomes: tuple[Outcome, ...]

    def __add__(self, other: "Report") -> "Report":
        return Report(self.outcomes + other.outcomes)

    def __str__(self) -> str:
        return render.as_text(self.outcomes)

    def __rich__(self) -> "RenderableType":
        return as_rich(self.outcomes)

    def _repr_html_(self) -> str:
        return render.as_html(self.outcomes)

    def json(self) -> str:
        """Return the report as a JSON document: the outcomes, and the share of the weight that passed."""
        told = {"outcomes": render.as_data(self.outcomes), "fraction": self.fraction}
        return json.dumps(told, ensure_ascii=False, indent=2)

    @property
    def fraction(self) -> float:
        """The share of the weight that passed, 0 to 1; only a pass earns."""
        total = sum(outcome.weight for outcome in self.outcomes)
        earned = sum(outcome.weight for outcome in self.outcomes if outcome.verdict is Verdict.PASSED)
        return earned / total if total else 0.0

    @property
    def failed(self) -> tuple[str, ...]:
        """The names of the checks that failed."""
        return tuple(outcome.name for outcome in self.outcomes if outcome.verdict is Verdict.FAILED)

    def mark(self, points: float | None = None) -> float:
        """Show the report and return the points that it earns.

        Args:
            points: What passing every check is worth, above 0; None for the sum of the weights.

        Returns:
            A float from 0 to `points`, with two decimals: what nbgrader takes as a score.

        Raises:
            ValueError: `points` is not above 0.
        """
        if points is None:
            points = sum(outcome.weight for outcome in self.outcomes) or 1.0
        if points <= 0:
            raise ValueError("points must be above 0")
        earned = float(min(round(self.fraction * points, 2), points))
        self._show(points, earned)
        return earned

    def _show(self, points: float, earned: float) -> None:
        worth = render.Worth(points, earned)
        _shown[:] = [self]
        told = render.as_text(self.outcomes, worth)
        try:
            from IPython import get_ipython  # noqa: PLC0415 - checks run without IPython, too
            from IPython.display import display  # noqa: PLC0415 - the same
        except ImportError:
            get_ipython = None
        if get_ipython is None or get_ipython() is None:
            print(told)  # noqa: T201 - the terminal's display
        else:
            more = _MORE if self.failed else ""
            page = render.as_html(self.outcomes, worth, more)
            bundle = {"text/plain": f"{told}\n{more}".rstrip(), "text/html": page}
            display(bundle, raw=True, metadata={METADATA: {"outcomes": render.as_data(self.outcomes)}})


def last_shown() -> Report | None:
    """Return the report whose marks were shown last in this process, None before the first."""
    return next(iter(_shown), None)
