"""One explorer a file: a pure state function and a view."""

from quaycrane.units.layers_and_cache.widgets.rebuild_explorer import explore_rebuilds
from quaycrane.units.layers_and_cache.widgets.rebuild_state import (
    Judgement,
    State,
    Verdict,
    choose,
    judge,
    predict,
)

__all__ = ["Judgement", "State", "Verdict", "choose", "explore_rebuilds", "judge", "predict"]
