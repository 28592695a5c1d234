"""What labs and checks share: drills, and what watches a stack while they happen."""

from quaycrane.units.capstone.engine.asking import PATIENCE_SECONDS, Ask, Talk, What
from quaycrane.units.capstone.engine.disk import KEEPER, keeper, small_disk
from quaycrane.units.capstone.engine.drills import HUNG, KILLED, REPLACED, WELL_BEFORE, hung, killed, replaced
from quaycrane.units.capstone.engine.ground import Drill, Fault, Ground, Roles
from quaycrane.units.capstone.engine.harm import crash
from quaycrane.units.capstone.engine.pair import BESIDE, FULL, LATE, beside, first_start, full
from quaycrane.units.capstone.engine.time_line import Change, Note, Span, TimeLine
from quaycrane.units.capstone.engine.watching import Watcher

__all__ = [
    "BESIDE",
    "FULL",
    "HUNG",
    "KEEPER",
    "KILLED",
    "LATE",
    "PATIENCE_SECONDS",
    "REPLACED",
    "WELL_BEFORE",
    "Ask",
    "Change",
    "Drill",
    "Fault",
    "Ground",
    "Note",
    "Roles",
    "Span",
    "Talk",
    "TimeLine",
    "Watcher",
    "What",
    "beside",
    "crash",
    "first_start",
    "full",
    "hung",
    "keeper",
    "killed",
    "replaced",
    "small_disk",
]
