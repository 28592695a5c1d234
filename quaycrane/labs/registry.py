"""A registry of one's own, inside the engine, for as long as it is wanted."""

import http.client
import json
from typing import TYPE_CHECKING, Any

from quaycrane.engine import Running, explained, observing, wait_until
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_IMAGE = "registry:2"
_PORT = 5000
_SHELF = "/var/lib/registry"
_ANSWER_SECONDS = 10
_MANIFESTS = (
    "application/vnd.docker.distribution.manifest.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
)


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
            with observing(engine, str(self._container.id)) as observer:
                wait_until(
                    lambda: _PORT in observer.listening(), timeout_seconds=30, what="the registry listens"
                )
            self._container.reload()
        bindings = self._container.ports[f"{_PORT}/tcp"] or []
        self.address = f"127.0.0.1:{bindings[0]['HostPort']}"
        self._running = Running(self._container, engine.published_host)

    @property
    def stored_bytes(self) -> int:
        """What it takes of its disk."""
        return 1024 * int(self._running.run("du", "-sk", _SHELF).split()[0])

    def layer_bytes(self, name: str, tag: str = "latest") -> tuple[int, ...]:
        """Return how large the layers of an image are that was pushed: compressed, as they travel.

        Args:
            name: The image's name, without the address.
            tag: Its tag.

        Raises:
            QuaycraneError: It was not pushed, or the registry does not answer.
        """
        manifest = self._asked(f"/v2/{name}/manifests/{tag}")
        if "manifests" in manifest:  # an index: the image, and what attests to it
            manifest = self._asked(f"/v2/{name}/manifests/{manifest['manifests'][0]['digest']}")
        return tuple(int(layer["size"]) for layer in manifest["layers"])

    def close(self) -> None:
        """Remove it, with all that was pushed to it."""
        with explained():
            self._container.remove(force=True, v=True)

    def _asked(self, path: str) -> dict[str, Any]:
        connection = http.client.HTTPConnection(self._running.address(_PORT), timeout=_ANSWER_SECONDS)
        try:
            connection.request("GET", path, headers={"Accept": ", ".join(_MANIFESTS)})
            answer = connection.getresponse()
            said = answer.read()
        except (OSError, http.client.HTTPException) as error:
            raise QuaycraneError("The registry does not answer", why=str(error)) from None
        finally:
            connection.close()
        if answer.status != http.HTTPStatus.OK:
            raise QuaycraneError(f"The registry has nothing at {path}", fix="Push it first")
        found: dict[str, Any] = json.loads(said)
        return found
