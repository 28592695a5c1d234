"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.units.capstone.engine import (
    Change,
    Drill,
    Note,
    TimeLine,
    What,
    crash,
    first_start,
    hung,
    killed,
    replaced,
)
from quaycrane.units.capstone.labs.card import Reason, ReportCard, report_card
from quaycrane.units.capstone.labs.compared import Compared, compared
from quaycrane.units.capstone.labs.second_copy import second_copy
from quaycrane.units.capstone.labs.standing import GAUGE, standing
from quaycrane.units.capstone.labs.up_again import Again, up_again

__all__ = [
    "GAUGE",
    "Again",
    "Change",
    "Compared",
    "Drill",
    "Note",
    "Reason",
    "ReportCard",
    "TimeLine",
    "What",
    "compared",
    "crash",
    "first_start",
    "hung",
    "killed",
    "replaced",
    "report_card",
    "second_copy",
    "standing",
    "up_again",
]
