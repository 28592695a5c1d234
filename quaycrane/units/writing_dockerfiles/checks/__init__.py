"""What the unit's grade cells call: the checks of everyone, and those of the clinic."""

from quaycrane.checks import check
from quaycrane.checks.behaviour.edits import after_edit
from quaycrane.checks.behaviour.serves import serves_page
from quaycrane.units.writing_dockerfiles.checks.baggage import carries_none_of
from quaycrane.units.writing_dockerfiles.checks.berths import shows_other_berths, shows_the_berths
from quaycrane.units.writing_dockerfiles.checks.context import keeps_out, lets_in
from quaycrane.units.writing_dockerfiles.checks.ending import ends_in_order, tells_who_is_on_duty
from quaycrane.units.writing_dockerfiles.checks.foreseen import WORDS, predicts
from quaycrane.units.writing_dockerfiles.checks.order import after_argument, tells_its_commit
from quaycrane.units.writing_dockerfiles.checks.probe import turns_unhealthy_when_stuck

__all__ = [
    "WORDS",
    "after_argument",
    "after_edit",
    "carries_none_of",
    "check",
    "ends_in_order",
    "keeps_out",
    "lets_in",
    "predicts",
    "serves_page",
    "shows_other_berths",
    "shows_the_berths",
    "tells_its_commit",
    "tells_who_is_on_duty",
    "turns_unhealthy_when_stuck",
]
