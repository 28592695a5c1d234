"""What the unit's grade cells call: the checks of everyone, and those of the application."""

from quaycrane.checks import check
from quaycrane.checks.behaviour.edits import after_edit
from quaycrane.units.capstone.checks.drills import (
    copy_stands_beside,
    full_disk_loses_nothing,
    hung_back_end_is_noticed,
    killed_database_comes_back,
    replaced_back_end_is_found,
    slow_first_start_is_waited_for,
)
from quaycrane.units.capstone.checks.foreseen import predicts
from quaycrane.units.capstone.checks.images import is_lean, stays_out
from quaycrane.units.capstone.checks.ready import (
    edit_is_served_in_development,
    edit_renews_one,
    never_asks_too_early,
    password_is_not_told,
    password_is_the_file_s,
    ready_means_ready,
    rows_come_back,
    rows_survive,
)
from quaycrane.units.capstone.checks.stack import (
    DRILLS,
    HARDENED,
    HEALTHY,
    LATE,
    MORE_DRILLS,
    PUBLISHED,
    ROOTLESS,
    TALKING,
)
from quaycrane.units.capstone.checks.works import (
    browser_shows_rows,
    comes_up,
    image_builds,
    sends_rows,
    sends_the_page,
)

__all__ = [
    "DRILLS",
    "HARDENED",
    "HEALTHY",
    "LATE",
    "MORE_DRILLS",
    "PUBLISHED",
    "ROOTLESS",
    "TALKING",
    "after_edit",
    "browser_shows_rows",
    "check",
    "comes_up",
    "copy_stands_beside",
    "edit_is_served_in_development",
    "edit_renews_one",
    "full_disk_loses_nothing",
    "hung_back_end_is_noticed",
    "image_builds",
    "is_lean",
    "killed_database_comes_back",
    "never_asks_too_early",
    "password_is_not_told",
    "password_is_the_file_s",
    "predicts",
    "ready_means_ready",
    "replaced_back_end_is_found",
    "rows_come_back",
    "rows_survive",
    "sends_rows",
    "sends_the_page",
    "slow_first_start_is_waited_for",
    "stays_out",
]
