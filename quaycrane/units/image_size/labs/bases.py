"""What bases weigh on an engine, on the way and in a registry, and what lies in them."""

import stat
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.checks.image.content import note_lists
from quaycrane.checks.image.packages import packages
from quaycrane.checks.image.read import read_image
from quaycrane.engine import explained, push, saved
from quaycrane.kit import Provenance, provenance
from quaycrane.units.image_size.labs.sizes import is_course_cache

if TYPE_CHECKING:
    from quaycrane.engine import Engine
    from quaycrane.labs import Registry

_OF_THE_SYSTEM = {"deb", "apk"}
_SET_UID = stat.S_ISUID | stat.S_ISGID


@dataclass(frozen=True)
class Base:
    """An image to build on.

    Attributes:
        reference: Its name.
        size_bytes: The sum of its layers.
        compressed_bytes: The same layers as they travel, by the registry's manifest.
        stored_bytes: How much larger the registry's disk became when it was pushed.
        packages: How many packages of the system it lists.
        set_uid_files: How many programs in it run as their owner, whoever starts them.
        cache_bytes: What the course's npm cache holds, which is in none of the sizes.
    """

    reference: str
    size_bytes: int
    compressed_bytes: int
    stored_bytes: int
    packages: int
    set_uid_files: int
    cache_bytes: int

    @property
    def name(self) -> str:
        """Its name without the registry."""
        return self.reference.rpartition("/")[2]


@dataclass(frozen=True)
class Bases:
    """Bases beside each other, in the order in which they were pushed.

    Attributes:
        bases: The bases.
        provenance: Where they are.
    """

    bases: tuple[Base, ...]
    provenance: Provenance

    @property
    def cache_bytes(self) -> int:
        """The most that was left out of a base for the course's npm cache."""
        return max(one.cache_bytes for one in self.bases)

    @property
    def smallest_with_node(self) -> Base:
        """The smallest of those that hold Node."""
        return min((one for one in self.bases if "node" in one.name), key=lambda one: one.size_bytes)

    def travelling_percent(self, reference: str) -> float:
        """Return which share of a base's bytes travels."""
        found = next(one for one in self.bases if one.reference == reference)
        return 100 * found.compressed_bytes / found.size_bytes

    @property
    def sentence(self) -> str:
        """What a registry is spared, in words."""
        together = sum(one.compressed_bytes for one in self.bases)
        stored = sum(one.stored_bytes for one in self.bases)
        return (
            f"On the way they are {together / 1e6:.0f} MB together; the registry's disk grew by "
            f"{stored / 1e6:.0f} MB, because a layer that it has is not stored again."
        )


def bases(
    engine: "Engine",
    registry: "Registry",
    references: Sequence[str],
    on_progress: Callable[[str], object] = lambda _: None,
) -> Bases:
    """Push bases to a registry and read what it says of them; then look into each.

    Args:
        engine: Where they are.
        registry: Where to push them, in this order.
        references: Their names.
        on_progress: Told what is done.

    Raises:
        QuaycraneError: One is not there, or the registry refused it.
    """
    found = []
    for reference in references:
        on_progress(f"push {reference}, and look into it")
        found.append(_base(engine, registry, reference))
    return Bases(tuple(found), provenance(engine, *references))


def _base(engine: "Engine", registry: "Registry", reference: str) -> Base:
    before = registry.stored_bytes
    name, tag = reference.rpartition("/")[2].replace(":", "-"), "base"
    address = f"{registry.address}/{name}:{tag}"
    with explained():
        engine.client.images.get(reference).tag(address)
    try:
        push(engine, address, lambda *_: None)
    finally:
        with explained():
            engine.client.images.remove(address, noprune=True)
    layers = engine.layers(reference)
    ours = [is_course_cache(layer.instruction) for layer in layers]
    travelling = registry.layer_bytes(name, tag)
    cached = sum(size for size, left_out in zip(travelling, ours, strict=True) if left_out)
    image = read_image(saved(engine, reference), note_lists)
    return Base(
        reference,
        sum(layer.size_bytes for layer, left_out in zip(layers, ours, strict=True) if not left_out),
        sum(travelling) - cached,
        registry.stored_bytes - before - cached,
        sum(one.kind in _OF_THE_SYSTEM for one in packages(image)),
        sum(one.kind == "file" and bool(one.mode & _SET_UID) for one in image.tree.values()),
        sum(layer.size_bytes for layer, left_out in zip(layers, ours, strict=True) if left_out),
    )
