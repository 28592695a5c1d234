"""Whether a stack comes through what happens in the night; each is judged by what requests get."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.meaning import FILE
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.errors import UncheckedError
from quaycrane.units.capstone.checks.drilled import drills
from quaycrane.units.capstone.engine import BESIDE, FULL, HUNG, KILLED, LATE, REPLACED


@checked(
    why="Programs crash, and machines run out of memory; nobody wants to be woken up for it",
    fix="Give each service a restart policy, and the database a volume",
    file=FILE,
)
def killed_database_comes_back(answer: Answer) -> Observation:
    """When the database's process is killed, rows are read and taken again soon, and none is lost."""
    return _observed(answer, KILLED)


@checked(
    why="What hangs looks alive: nothing ends, nothing is logged, and users wait",
    fix="Let the health check ask the server, with a timeout; let the proxy give up after a few seconds",
    file=FILE,
)
def hung_back_end_is_noticed(answer: Answer) -> Observation:
    """When the back end hangs, its health tells so, and requests fail rather than wait for ever."""
    return _observed(answer, HUNG)


@checked(
    why="Each new version is a new container, mostly with another address",
    fix="Let nginx look the name up again: a resolver, and the address in a variable",
    file=FILE,
)
def replaced_back_end_is_found(answer: Answer) -> Observation:
    """When the back end comes back at another address, the page finds it."""
    return _observed(answer, REPLACED)


@checked(
    why="Disks fill up; what is lost then is lost for good",
    fix="Keep the database's files in a named volume, and let it be started again",
    file=FILE,
)
def full_disk_loses_nothing(answer: Answer) -> Observation:
    """When the database's disk is full, whoever writes is told, no row is lost, and room mends it."""
    return _observed(answer, FULL)


@checked(
    why="A second copy serves to try something, or a second branch; what is fixed can be there once",
    fix="Leave container_name and the names of networks and volumes to Compose; a host port is a variable",
    file=FILE,
)
def copy_stands_beside(answer: Answer) -> Observation:
    """A second copy of the project comes up beside the first, which notices nothing."""
    return _observed(answer, BESIDE)


@checked(
    why="A first start is slower than all others: files are made, tables are filled",
    fix="Wait with condition: service_healthy for health checks that ask as users do",
    file=FILE,
)
def slow_first_start_is_waited_for(answer: Answer) -> Observation:
    """When the database is late on a first start, nobody crashes, and what is told to be ready answers."""
    return _observed(answer, LATE)


def _observed(answer: Answer, name: str) -> Observation:
    drill = drills(answer)[name]
    if drill.unchecked:
        raise UncheckedError(drill.unchecked)
    fix = drill.faults[0].fix if drill.faults else ""
    return Observation(passed=drill.passed, observed=drill.sentence, fix=fix)
