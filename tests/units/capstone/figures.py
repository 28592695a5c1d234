"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.capstone.figures import report_card, time_lines
from tests.units.capstone import cards, results

FIGURES = {
    "capstone: report card": lambda ax=None: report_card(
        cards.card("service-", "rows-come-back", "browser", "killed"), ax=ax
    ),
    "capstone: time lines": lambda ax=None: time_lines(results.compared(), ax=ax),
}
