"""What the unit's grade cells call: the checks of everyone, those of the small image, and of predictions."""

from quaycrane.checks import check
from quaycrane.units.image_size.checks.foreseen import WORDS, predicts
from quaycrane.units.image_size.checks.small import (
    far_below_one_stage,
    lacks_packages,
    no_build_tools,
    no_larger_than,
    no_layer_holds,
    ships_no_new_tool,
    ships_no_sources,
    shows_an_entry,
    shows_the_log,
)

__all__ = [
    "WORDS",
    "check",
    "far_below_one_stage",
    "lacks_packages",
    "no_build_tools",
    "no_larger_than",
    "no_layer_holds",
    "predicts",
    "ships_no_new_tool",
    "ships_no_sources",
    "shows_an_entry",
    "shows_the_log",
]
