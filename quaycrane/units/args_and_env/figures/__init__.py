"""One figure a file: `figure(result, ax=None)` draws a lab's result; its title states the finding."""

from quaycrane.units.args_and_env.figures.rerun_steps import rerun_steps
from quaycrane.units.args_and_env.figures.variable_life import variable_life

__all__ = ["rerun_steps", "variable_life"]
