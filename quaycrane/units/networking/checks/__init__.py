"""What the unit's grade cells call: the checks of everyone, those of stacks, and those of predictions."""

from quaycrane.checks import check
from quaycrane.checks.behaviour.copies import service_scales
from quaycrane.checks.behaviour.neighbours import (
    only_pairs_talk,
    only_published,
    service_does_not_reach,
    service_reaches,
)
from quaycrane.checks.behaviour.stacks import stack_serves
from quaycrane.units.networking.checks.foreseen import WORDS, predicts

__all__ = [
    "WORDS",
    "check",
    "only_pairs_talk",
    "only_published",
    "predicts",
    "service_does_not_reach",
    "service_reaches",
    "service_scales",
    "stack_serves",
]
