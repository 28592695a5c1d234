"""What the unit's grade cells call: the checks of everyone, and those of arguments and variables."""

from quaycrane.checks import check
from quaycrane.checks.behaviour.serves import serves_page
from quaycrane.units.args_and_env.checks.built import answers_with, labelled, released
from quaycrane.units.args_and_env.checks.foreseen import predicts

__all__ = ["answers_with", "check", "labelled", "predicts", "released", "serves_page"]
