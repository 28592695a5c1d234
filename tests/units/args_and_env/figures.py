"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.args_and_env.figures import rerun_steps, variable_life
from tests.units.args_and_env.results import costs, lives

FIGURES = {
    "args_and_env: variable life": lambda ax=None: variable_life(lives(), ax=ax),
    "args_and_env: rerun steps": lambda ax=None: rerun_steps(costs(), ax=ax),
}
