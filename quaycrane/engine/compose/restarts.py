"""Tells a container that ends and is started again for ever from one that needed a few tries."""

import time
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quaycrane.engine.trouble.failures import explained
from quaycrane.errors import StackError

if TYPE_CHECKING:
    from docker.models.containers import Container

_STEADY_SECONDS = 3.0
_PAUSE_SECONDS = 0.3
_SERVICE = "com.docker.compose.service"


def raise_for_endless(restarting: "Sequence[Container]", most_runs: int) -> None:
    """Raise for the first container that has ended too often.

    Args:
        restarting: Containers that have ended and wait for their next start.
        most_runs: How often one may end.

    Raises:
        StackError: One has ended so often; with what it printed.
    """
    for one in restarting:
        ended = int(one.attrs["RestartCount"])
        if ended >= most_runs:
            service, code = one.labels.get(_SERVICE, ""), one.attrs["State"]["ExitCode"]
            with explained():
                printed = one.logs(tail=8).decode("utf-8", "replace").strip()
            raise StackError(
                f"{service} ends and is started again for ever",
                why=f"It has ended {ended} times, the last time with code {code}. It printed:\n{printed}",
                fix="Find out why it ends: without its restart the log stands still",
                service=service,
            )


def wait_until_steady(look: "Callable[[], Sequence[Container]]", watch: Callable[[], None]) -> None:
    """Wait until each container that was started again has run for a while.

    Args:
        look: Returns the containers.
        watch: Raises for one that never will.
    """
    known, since = _restarts(look()), time.monotonic()
    while known and time.monotonic() - since < _STEADY_SECONDS:
        watch()
        time.sleep(_PAUSE_SECONDS)
        now = _restarts(look())
        if now != known or any(waits for _, waits in now.values()):
            known, since = now, time.monotonic()


def culprit(containers: "Sequence[Container]") -> str:
    """Return the service of the first container that failed or could not start, empty for none."""
    for one in sorted(containers, key=lambda one: str(one.attrs["Created"])):
        state = one.attrs["State"]
        ended = not state["Running"] and state["ExitCode"]
        if ended or state.get("Error") or (state.get("Health") or {}).get("Status") == "unhealthy":
            return str(one.labels.get(_SERVICE, ""))
    return ""


def _restarts(containers: "Sequence[Container]") -> dict[str, tuple[int, bool]]:
    """Return of each container that was started again how often, and whether it waits for a start."""
    return {
        str(one.id): (int(one.attrs["RestartCount"]), bool(one.attrs["State"]["Restarting"]))
        for one in containers
        if one.attrs["RestartCount"]
    }
