"""Puts the course's images onto an engine: those there stay, a registry comes next, a recipe last."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quaycrane.engine import ask_registry, explained, pull, registry_host
from quaycrane.errors import RegistryError
from quaycrane.kit.catalogue import KitImage, chosen
from quaycrane.kit.recipes import make
from quaycrane.kit.state import look_up, marker, missing

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
) -> None:
    """Put images of the catalogue onto the engine, where they are not there yet.

    Args:
        engine: Where.
        references: References, or units that need images; none means the whole kit.
        on_progress: Told what is being done.
        on_bytes: Told the bytes of a pull that came, and of how many.
        offline: Whether to ask nobody outside: no registry, and no archive of packages.
        force: Whether to replace what is there, even where it is not ours.

    Raises:
        QuaycraneError: An image can be had neither from a registry nor by its recipe.
    """
    todo = chosen(*references) if force else missing(engine, references)
    if not todo:
        return
    refusals: dict[str, RegistryError] = {}
    left = [image for image in todo if offline or not _pulled(engine, image, refusals, on_progress, on_bytes)]
    for refusal in refusals.values():
        on_progress(f"{refusal.what}; making stand-ins")
    if left:
        make(engine, left, on_progress, on_bytes, offline=offline)


def _pulled(
    engine: "Engine",
    image: KitImage,
    refusals: dict[str, RegistryError],
    on_progress: Callable[[str], None],
    on_bytes: OnBytes,
) -> bool:
    """Pull an image, unless its registry was asked before and is out of reach for now."""
    host = registry_host(image.published)
    if host in refusals and refusals[host].lasting:
        return False
    try:
        on_progress(f"{image.reference}: asking the registry")
        ask_registry(engine.client, image.published)
        on_progress(f"{image.reference}: pulling {image.published}")
        before = look_up(engine, image.published)
        pull(engine.client, image.published, on_bytes)
    except RegistryError as refusal:
        refusals[host] = refusal
        return False
    with explained():
        pulled = engine.client.images.get(image.published)
        pulled.tag(image.reference)
        pulled.tag(marker(image.reference))
        if before is None and image.published != image.reference:
            engine.client.images.remove(image.published, noprune=True)
    return True
