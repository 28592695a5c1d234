"""The checks of every stack, asked of what the application's one life has shown."""

from dataclasses import replace

from quaycrane.checks import Check
from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.hardened import (
    service_gains_no_rights,
    service_holds_no_capability,
    service_refuses_writes,
)
from quaycrane.checks.behaviour.neighbours import only_published, service_does_not_reach, service_reaches
from quaycrane.checks.behaviour.running_stack import FILE
from quaycrane.checks.behaviour.stacks import service_runs_without_root, service_turns_healthy
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.units.capstone.checks.drills import (
    copy_stands_beside,
    full_disk_loses_nothing,
    hung_back_end_is_noticed,
    killed_database_comes_back,
    replaced_back_end_is_found,
    slow_first_start_is_waited_for,
)
from quaycrane.units.capstone.checks.life import life
from quaycrane.units.capstone.checks.setting import (
    API_PORT,
    BACKEND,
    DATABASE,
    FRONTEND,
    PAGE_PORT,
    ROWS_PORT,
    SERVICES,
)


@checked(
    why="Everything else is asked of what runs",
    fix="Read what docker compose up says, then docker compose logs",
    file=FILE,
)
def something_runs(answer: Answer) -> Observation:
    """Something of the stack runs."""
    trouble = life(answer).trouble
    return Observation(passed=isinstance(answer.kept.get("stack"), dict), observed=trouble)


def _seen(*checks: Check, needs: str = "something-runs") -> tuple[Check, ...]:
    return tuple(replace(one, needs=(needs,)) for one in checks)


HEALTHY = _seen(*(service_turns_healthy(one) for one in SERVICES))
ROOTLESS = _seen(*(service_runs_without_root(one) for one in SERVICES))
HARDENED = _seen(
    *(
        check(one)
        for check in (service_holds_no_capability, service_gains_no_rights, service_refuses_writes)
        for one in (FRONTEND, BACKEND)
    )
)
TALKING = _seen(
    service_reaches(FRONTEND, BACKEND, API_PORT),
    service_reaches(BACKEND, DATABASE, ROWS_PORT),
    service_does_not_reach(FRONTEND, DATABASE),
)
PUBLISHED = _seen(only_published(FRONTEND, PAGE_PORT))
LATE = _seen(slow_first_start_is_waited_for(), needs="sends-rows")
DRILLS = _seen(
    killed_database_comes_back(),
    hung_back_end_is_noticed(),
    replaced_back_end_is_found(),
    needs="sends-rows",
)
MORE_DRILLS = _seen(full_disk_loses_nothing(), copy_stands_beside(), needs="sends-rows")
