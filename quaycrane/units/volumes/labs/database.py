"""Waits until MySQL answers."""

import time
from typing import TYPE_CHECKING

from quaycrane.engine import explained, wait_until

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_PATIENCE_SECONDS = 180
_PING = ["mysqladmin", "ping", "-h127.0.0.1", "--silent"]


def until_ready(engine: "Engine", *names: str) -> str:
    """Ask several times a second, over TCP, until each of these containers' MySQL answers.

    Args:
        engine: Where they run.
        names: The containers.

    Returns:
        A sentence with the seconds.

    Raises:
        EngineTimeoutError: One does not answer within three minutes.
        QuaycraneError: One is not there, or has ended.
    """
    began = time.monotonic()
    for name in names:
        with explained():
            container = engine.client.containers.get(name)

        def answers() -> bool:
            with explained():
                return not container.exec_run(_PING, stream=False)[0]  # noqa: B023 - used in this round only

        wait_until(answers, timeout_seconds=_PATIENCE_SECONDS, what=f"{name} answers")
    return f"{' and '.join(names)}: ready after {time.monotonic() - began:.1f} s"
