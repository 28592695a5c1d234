"""Whether the health check tells a container that works from one that does not."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.ready_container import ReadyContainer, ready_container
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import send_signal, wait_until

_PATIENCE_SECONDS = 30
_PROBES = 4  # the first may have begun before


@checked(
    why="Compose and orchestrators start what depends on a service once it is healthy",
    fix="Add a HEALTHCHECK that asks the service something, with a tool that is in the image",
    needs=("builds",),
)
def turns_healthy(answer: Answer) -> Observation:
    """A container of the image turns healthy."""
    with ready_container(answer) as container:
        health = container.health
    return Observation(passed=health == "healthy", observed=health or "There is no health check")


@checked(
    why="A probe that passes whatever happens keeps a dead service in use",
    fix="Let the probe ask the service itself, and exit with 1 when there is no right answer in time",
    needs=("turns-healthy",),
)
def turns_unhealthy(answer: Answer) -> Observation:
    """A container of the image turns unhealthy when its service hangs."""
    with ready_container(answer) as container:
        container.observer.freeze()
        send_signal(container.running, "SIGSTOP")
        before = {probe["Start"] for probe in container.probes()}
        health = wait_until(
            lambda: _end(container, before), timeout_seconds=_PATIENCE_SECONDS, what="its health is probed"
        )
        said = container.probe_said() or "nothing"
    if health == "unhealthy":
        return Observation(passed=True, observed="Its processes were stopped, and it turned unhealthy")
    observed = f"Its processes were stopped, and it stayed {health}; the probe said: {said}"
    return Observation(passed=False, observed=observed)


def _end(container: ReadyContainer, before: set[str]) -> str:
    """Return the health when it is unhealthy, or when enough probes passed since."""
    health = container.health
    since = [probe for probe in container.probes() if probe["Start"] not in before]
    return health if health == "unhealthy" or len(since) >= _PROBES else ""
