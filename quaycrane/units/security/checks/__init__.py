"""What the unit's grade cells call: the checks of everyone, and those of tokens, passwords and rights."""

from quaycrane.checks import check
from quaycrane.checks.behaviour.hardened import (
    service_gains_no_rights,
    service_holds_no_capability,
    service_limits_memory,
    service_limits_processes,
    service_refuses_writes,
)
from quaycrane.checks.behaviour.neighbours import only_published
from quaycrane.checks.behaviour.stacks import service_runs_without_root
from quaycrane.units.security.checks.board import board_hides_password, board_opens, board_seals
from quaycrane.units.security.checks.foreseen import predicts
from quaycrane.units.security.checks.licensed import is_licensed, keeps_token

__all__ = [
    "board_hides_password",
    "board_opens",
    "board_seals",
    "check",
    "is_licensed",
    "keeps_token",
    "only_published",
    "predicts",
    "service_gains_no_rights",
    "service_holds_no_capability",
    "service_limits_memory",
    "service_limits_processes",
    "service_refuses_writes",
    "service_runs_without_root",
]
