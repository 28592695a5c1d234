"""Whether services wait for each other: for readiness, not for a start."""

from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.behaviour import running_stack
from quaycrane.checks.behaviour.meaning import Model
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import Stack, image_details, wait_until
from quaycrane.errors import EngineTimeoutError, QuaycraneError, UncheckedError

_LOG_SECONDS = 20
_LOG_LINES = 400
_FAILED_CONNECTIONS = (
    "econnrefused", "econnreset", "enotfound", "etimedout", "ehostunreach", "eai_again", "connection refused",
    "connection reset", "can't connect", "cannot connect", "could not connect", "failed to connect",
    "bad address", "name or service not known",
)  # fmt: skip
"""What programs print of a connection that failed, in small letters."""


def _slowly(database: str = "", seconds: int = 0, **_: object) -> dict[str, str]:
    return {"slowly": f", though {database} starts {seconds} s later" if database and seconds else ""}


@checked(
    why="Started is not ready: a program that asks too early fails, or hides it behind tries of its own",
    fix="Give what it needs a health check that asks for real, and wait with condition: service_healthy",
    needs=("stack-comes-up",),
    file=running_stack.FILE,
    words=_slowly,
)
def service_finds_all_ready(
    answer: Answer, service: str, database: str = "", seconds: int = 0, says: str = ""
) -> Observation:
    """The service {service} logs no failed connection and is never started again{slowly}.

    Args:
        answer: The answer.
        service: Who asks.
        database: Who is started later; empty for nobody.
        seconds: How much later.
        says: What the service prints once it is connected; empty for any line.
    """
    running_stack.there(answer, service, *([database] if database else []))

    def slow(model: Model) -> None:
        if database and seconds:
            slow_down(model, database, seconds)

    with running_stack.project(answer, slow) as made:
        made.up(running_stack.UP_SECONDS)
        try:
            log = wait_until(
                lambda: _enough(made, service, says),
                timeout_seconds=_LOG_SECONDS,
                what=f"{service} prints {says or 'something'}",
            )
        except EngineTimeoutError as error:
            return Observation(passed=False, observed=error.what)
        restarts = int(made.container(service).container.attrs["RestartCount"])
    if failed := _failed(log):
        return Observation(passed=False, observed=f"{service} printed: {failed}")
    if restarts:
        return Observation(passed=False, observed=f"{service} ended, and was started again {restarts} times")
    return Observation(passed=True, observed=f"No failed connection in {len(log.splitlines())} lines")


@checked(
    why="Two that change the tables at once, or an application on old ones, break what a restart cannot mend",
    fix="Let {before} wait for {service} with condition: service_completed_successfully, and let {service} "
    "end: restart no",
    needs=("stack-comes-up",),
    file=running_stack.FILE,
)
def runs_once_before(answer: Answer, service: str, before: str) -> Observation:
    """The service {service} runs once and ends well before {before} starts."""
    services = running_stack.there(answer, service, before)
    (one, *more), (other, *_) = services[service].inspected, services[before].inspected
    ended, begun = _moment(one["State"]["FinishedAt"]), _moment(other["State"]["StartedAt"])
    restarts = int(one["RestartCount"]) + len(more)
    if services[service].exit_code is None:
        return Observation(passed=False, observed=f"{service} still runs")
    if services[service].exit_code or restarts:
        code = services[service].exit_code
        told = f"{service} ended with code {code}, and was started again {restarts} times"
        return Observation(passed=False, observed=told)
    in_order = ended <= begun
    how = "after" if in_order else "before"
    return Observation(passed=in_order, observed=f"{before} started {how} {service} had ended")


@checked(
    why="An application on tables that were not changed answers wrongly, and nobody sees why",
    fix="Let {kept} wait for {service} with condition: service_completed_successfully",
    needs=("stack-comes-up",),
    file=running_stack.FILE,
)
def failure_keeps_from_starting(answer: Answer, service: str, kept: str) -> Observation:
    """When {service} fails, {kept} is not started."""
    running_stack.there(answer, service, kept)
    with running_stack.project(answer, lambda model: _fail(model, service)) as made:
        try:
            made.up(running_stack.UP_SECONDS)
        except QuaycraneError as error:
            said = error.why.splitlines()[0] if error.why else error.what
        else:
            return Observation(passed=False, observed=f"The stack came up, though {service} failed")
        begun = [one for one in made.containers(kept, ended=True) if _has_begun(one.container.attrs)]
    told = f"{kept} was started all the same" if begun else f"{kept} was not started: {said}"
    return Observation(passed=not begun, observed=told)


def _enough(made: Stack, service: str, says: str) -> str:
    """Return the log of a service once it tells how it went, empty before."""
    log = "\n".join(one.logs(_LOG_LINES) for one in made.containers(service, ended=True))
    return log if log.strip() and (says in log or _failed(log)) else ""


def _failed(log: str) -> str:
    lines = log.splitlines()
    return next((line for line in lines if any(word in line.lower() for word in _FAILED_CONNECTIONS)), "")


def _has_begun(attributes: dict[str, Any]) -> bool:
    return not str(attributes["State"]["StartedAt"]).startswith("0001")


def _moment(told: str) -> tuple[str, str]:
    """Return a moment that the engine tells as what can be compared: it leaves zeros at the end out."""
    second, _, part = told.rstrip("Z").partition(".")
    return second, part.ljust(9, "0")


def slow_down(model: Model, name: str, seconds: int) -> None:
    """Let a service of a model sleep before its program starts.

    Raises:
        UncheckedError: The answer builds its image, so what its program is would not be known before.
    """
    service = model["services"][name]
    if service.get("build"):
        raise UncheckedError(f"{name} is built by the answer, so it is not slowed down")
    image = image_details(engine(), str(service["image"]))["Config"]
    own = service.get("entrypoint")
    arguments = service.get("command") or (None if own else image.get("Cmd"))
    program = [*(own or image.get("Entrypoint") or ()), *(arguments or ())]
    service["entrypoint"] = ["sh", "-c", f'sleep {seconds}; exec "$@"', "sh"]
    service["command"] = program


def _fail(model: Model, name: str) -> None:
    """Let a service of a model end at once with a code that is not 0."""
    service = model["services"][name]
    service |= {"entrypoint": ["sh", "-c", "exit 3"], "command": [], "restart": "no"}
    (service.get("deploy") or {}).pop("restart_policy", None)
