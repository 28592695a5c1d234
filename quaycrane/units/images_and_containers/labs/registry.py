"""A registry of one's own, inside the engine, for as long as it is wanted."""

from typing import TYPE_CHECKING, Any

from quaycrane.engine import explained, observing, wait_until

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_IMAGE = "registry:2"
_PORT = 5000


class Registry:
    """A registry that answers on a free port at loopback of the engine's machine, and nowhere else.

    Args:
        engine: Where to run it.

    Attributes:
        address: ``host:port`` as the engine sees it: names of images begin with it.

    Raises:
        QuaycraneError: It did not start.
    """

    def __init__(self, engine: "Engine") -> None:
        with explained():
            loopback: dict[str, Any] = {f"{_PORT}/tcp": ("127.0.0.1", None)}
            self._container = engine.client.containers.run(_IMAGE, detach=True, ports=loopback)
            with observing(engine.client, str(self._container.id)) as observer:
                wait_until(
                    lambda: _PORT in observer.listening(), timeout_seconds=30, what="the registry listens"
                )
            self._container.reload()
        bindings = self._container.ports[f"{_PORT}/tcp"] or []
        self.address = f"127.0.0.1:{bindings[0]['HostPort']}"

    def close(self) -> None:
        """Remove it, with all that was pushed to it."""
        with explained():
            self._container.remove(force=True, v=True)
