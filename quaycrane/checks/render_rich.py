"""Draws the ends of checks for a terminal, with rich."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quaycrane.checks.outcome import Outcome
from quaycrane.checks.render import SIGNS, details, plain

if TYPE_CHECKING:
    from rich.console import RenderableType

_STYLES = {"passed": "green", "failed": "red", "could not be checked": "yellow", "skipped": "dim"}


def as_rich(outcomes: Sequence[Outcome]) -> "RenderableType":
    """Return the outcomes as a table without lines: sign, property, and below it what is told."""
    from rich.table import Table  # noqa: PLC0415 - `import quaycrane.checks` stays light
    from rich.text import Text  # noqa: PLC0415 - the same

    table = Table.grid(padding=(0, 1))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for outcome in outcomes:
        style = _STYLES[outcome.verdict]
        line = Text.assemble((outcome.title, "bold"), (f"  {outcome.verdict}", style))
        for word, said in details(outcome):
            line.append(f"\n{word}: ", "dim").append(plain(said))
        table.add_row(Text(SIGNS[outcome.verdict], style), line)
    return table
