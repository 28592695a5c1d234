"""Makes it harder for a second copy: its database begins late, and its rows are on a small disk."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from quaycrane.checks.answer_builds import engine
from quaycrane.checks.behaviour.readiness import slow_down
from quaycrane.units.capstone.engine import KEEPER, Roles, keeper, small_disk

LATE_SECONDS = 4


def harder(model: Mapping[str, Any], roles: Roles) -> dict[str, Any]:
    """Return a model whose database sleeps before its own program, and keeps its rows on a small disk.

    Args:
        model: The model.
        roles: Who does what in it. Without a volume the disk stays as it is; a database that is built here
            sleeps no longer than it did.
    """
    changed = deepcopy(dict(model))
    store = changed["services"][roles.store]
    if not store.get("build"):
        slow_down(changed, roles.store, LATE_SECONDS)
    if roles.volume:
        before = (changed.get("volumes") or {}).get(roles.volume) or {}
        disk = {roles.volume: {**before, **small_disk(engine())}}
        changed["volumes"] = {**(changed.get("volumes") or {}), **disk}
        changed["services"][KEEPER] = keeper(roles.volume)
        needs = {KEEPER: {"condition": "service_started", "required": True}}
        store["depends_on"] = {**(store.get("depends_on") or {}), **needs}
    return changed
