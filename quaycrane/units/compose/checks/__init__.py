"""What the unit's grade cells call: the checks of everyone, and those of a stack's life."""

from quaycrane.checks import check
from quaycrane.units.compose.checks.foreseen import predicts
from quaycrane.units.compose.checks.lived import (
    comes_up_and_answers,
    failed_migration_stops,
    migrates_once_and_first,
    never_fails_to_connect,
    rows_survive,
    second_up_keeps_all,
    token_is_a_file,
)
from quaycrane.units.compose.checks.reading import read_stack

__all__ = [
    "check",
    "comes_up_and_answers",
    "failed_migration_stops",
    "migrates_once_and_first",
    "never_fails_to_connect",
    "predicts",
    "read_stack",
    "rows_survive",
    "second_up_keeps_all",
    "token_is_a_file",
]
