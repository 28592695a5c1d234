"""Whether a health check notices that orders are stuck, while the page is still served."""

import http.client
from typing import TYPE_CHECKING

from quaycrane.checks.behaviour.ready_container import ReadyContainer, ready_container
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import wait_until
from quaycrane.errors import EngineTimeoutError, QuaycraneError

if TYPE_CHECKING:
    from quaycrane.checks.answer import Answer

_PORT = 8000
_SECONDS = 10
_ANSWER_SECONDS = 5


@checked(
    why="A probe that asks for what always works says nothing of what people wait for",
    fix="Ask the address that the service made for it, and let the probe fail when that answers 503",
    needs=("turns-healthy",),
)
def turns_unhealthy_when_stuck(answer: "Answer") -> Observation:
    """A container of the image turns unhealthy when its orders are stuck."""
    with ready_container(answer, _PORT) as container:
        wait_until(lambda: container.health == "healthy", timeout_seconds=_SECONDS * 3, what="it is healthy")
        _jam(container)
        try:
            wait_until(
                lambda: container.health == "unhealthy", timeout_seconds=_SECONDS, what="it is unhealthy"
            )
        except EngineTimeoutError:
            said = container.probe_said() or "nothing"
            observed = (
                f"Orders were stuck for {_SECONDS} s, and it stayed healthy; the probe said: {said[:200]}"
            )
            return Observation(passed=False, observed=observed)
        return Observation(passed=True, observed="Orders were stuck, and it turned unhealthy")


def _jam(container: ReadyContainer) -> None:
    connection = http.client.HTTPConnection(container.running.address(_PORT), timeout=_ANSWER_SECONDS)
    try:
        connection.request("POST", "/jam")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException) as error:
        raise QuaycraneError("The order desk does not answer", why=str(error)) from None
    finally:
        connection.close()
