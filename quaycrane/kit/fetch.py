"""Puts the course's images onto an engine: those there stay, a registry comes next, a recipe last."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quaycrane.engine import ask_registry, explained, pull, registry_host
from quaycrane.errors import RegistryError
from quaycrane.kit.catalogue import KitImage, chosen
from quaycrane.kit.provenance import STAND_IN_LABEL
from quaycrane.kit.recipes import make
from quaycrane.kit.space import require_on_engine
from quaycrane.kit.state import look_up, marker, missing, with_tag

if TYPE_CHECKING:
    from quaycrane.engine import Engine

OnBytes = Callable[[int, int], None]


def ensure(  # noqa: PLR0913 - one keyword each for what `kit fetch` can be told
    engine: "Engine",
    references: Sequence[str] = (),
    on_progress: Callable[[str], None] = print,
    *,
    on_bytes: OnBytes = lambda _done, _total: None,
    offline: bool = False,
    force: bool = False,
    registry: str = "",
) -> None:
    """Put images of the catalogue onto the engine, where they are not there yet.

    Args:
        engine: Where.
        references: References, or units that need images; none means the whole kit.
        on_progress: Told what is being done.
        on_bytes: Told the bytes of a pull that came, and of how many.
        offline: Whether to ask nobody outside: no registry, and no archive of packages.
        force: Whether to replace what is there, even where it is not ours.
        registry: ``host:port`` of a registry that serves the kit, to ask that one and no other.

    Raises:
        QuaycraneError: An image can be had neither from a registry nor by its recipe.
        RegistryError: The registry that was named does not give it.
    """
    todo = chosen(*references) if force else missing(engine, references)
    if not todo:
        return
    require_on_engine(engine, sum(image.size_bytes for image in todo), "What is to be fetched")
    refusals: dict[str, RegistryError] = {}
    left = []
    for image in todo:
        name = f"{registry}/{path_in_registry(image.reference)}" if registry else image.published
        host = registry_host(name)
        if offline or not name or (host in refusals and refusals[host].lasting):
            left.append(image)
            continue
        try:
            _pull(engine, image, name, on_progress, on_bytes)
        except RegistryError as error:
            if registry:
                raise
            refusals[host] = error
            left.append(image)
    for refusal in refusals.values():
        on_progress(f"{refusal.what}; making stand-ins")
    if left:
        make(engine, left, on_progress, on_bytes, offline=offline)


def path_in_registry(reference: str) -> str:
    """Return the name that an image has in the registry of a class."""
    if registry_host(reference) != "docker.io":
        return reference
    return reference if "/" in reference else f"library/{reference}"


def _pull(
    engine: "Engine",
    image: KitImage,
    name: str,
    on_progress: Callable[[str], None],
    on_bytes: OnBytes,
) -> None:
    """Pull what a registry has under `name`, and give it the image's reference in one step."""
    on_progress(f"{image.reference}: asking the registry")
    ask_registry(engine, name)
    on_progress(f"{image.reference}: pulling {name}")
    before = look_up(engine, name)
    pull(engine, with_tag(name), on_bytes)
    with explained():
        pulled = engine.client.images.get(name)
        pulled.tag(image.reference)
        if STAND_IN_LABEL not in pulled.labels:
            pulled.tag(marker(image.reference))
        if before is None and with_tag(name) != with_tag(image.reference):
            engine.client.images.remove(name, noprune=True)
