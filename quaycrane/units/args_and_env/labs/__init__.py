"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.units.args_and_env.labs.asked import Asked, ask
from quaycrane.units.args_and_env.labs.costs import STEPS, Cost, Costs, place_costs
from quaycrane.units.args_and_env.labs.lives import STATIONS, Life, Lives, variable_lives
from quaycrane.units.args_and_env.labs.overrides import Override, overrides

__all__ = [
    "STATIONS",
    "STEPS",
    "Asked",
    "Cost",
    "Costs",
    "Life",
    "Lives",
    "Override",
    "ask",
    "overrides",
    "place_costs",
    "variable_lives",
]
