"""Serves the kit from a registry, so that a class gets its images from one address."""

import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from quaycrane.engine import Running, explained, push, wait_until
from quaycrane.errors import QuaycraneError
from quaycrane.kit.catalogue import chosen
from quaycrane.kit.fetch import ensure, path_in_registry
from quaycrane.kit.saving import require_there

if TYPE_CHECKING:
    from quaycrane.engine import Engine

REGISTRY = "registry:2"
_PORT = 5000


@contextmanager
def serving(  # noqa: PLR0913 - one keyword each for what `kit serve` can be told
    engine: "Engine",
    references: Sequence[str] = (),
    *,
    address: str = "127.0.0.1",
    port: int = _PORT,
    on_progress: Callable[[str], None] = print,
    on_bytes: Callable[[int, int], None] = lambda _done, _total: None,
) -> Iterator[str]:
    """Serve images from a registry, read-only, for as long as the block lasts; nothing of it is left.

    Names of Docker Hub are served as a mirror does, ``library/node:24-alpine``, and those of other
    registries under their hosts, ``gcr.io/distroless/static-debian12``.

    Args:
        engine: Whose images, and where the registry runs.
        references: References, or units that need images; none means the whole kit.
        address: The address of the engine's machine on which it answers; ``0.0.0.0`` is every one.
        port: The port on which it answers.
        on_progress: Told what is being done.
        on_bytes: Told the bytes of an image that were taken in, and of how many.

    Yields:
        ``host:port`` where it answers on this machine.

    Raises:
        QuaycraneError: An image is not there, or the port is taken.
    """
    images = chosen(*references)
    require_there(engine, images)
    ensure(engine, [REGISTRY], on_progress)
    with engine.running(REGISTRY, ports=[_PORT]) as store:
        _wait(store)
        host = f"127.0.0.1:{store.address(_PORT).rpartition(':')[2]}"
        for number, image in enumerate(images, 1):
            on_progress(f"{number}/{len(images)} {image.reference}")
            for name in {image.reference, image.published} - {""}:
                _take_in(engine, image.reference, f"{host}/{path_in_registry(name)}", on_bytes)
        read_only = {"REGISTRY_STORAGE_MAINTENANCE_READONLY": "enabled: true"}
        with engine.running(
            REGISTRY,
            publish={f"{_PORT}/tcp": (address, port)},
            volumes_from=[store.container.id],
            environment=read_only,
        ) as registry:
            _wait(registry)
            yield registry.address(_PORT)


def _take_in(engine: "Engine", reference: str, name: str, on_bytes: Callable[[int, int], None]) -> None:
    with explained():
        engine.client.images.get(reference).tag(name)
    try:
        push(engine, name, on_bytes)
    finally:
        with suppress(QuaycraneError), explained():
            engine.client.images.remove(name, noprune=True)


def _wait(registry: Running) -> None:
    def answers() -> bool:
        try:
            with urllib.request.urlopen(f"http://{registry.address(_PORT)}/v2/", timeout=5) as answer:
                return bool(answer.readable())
        except OSError:
            if registry.exit_code is not None:
                raise QuaycraneError("The registry ended", why=registry.logs()) from None
            return False

    wait_until(answers, timeout_seconds=30, what="the registry answers")
