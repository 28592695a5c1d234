"""What each layer of an image adds, replaces and deletes, and what of it no container can see."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.checks.image.efficiency import efficiency
from quaycrane.checks.image.model import Image, changes
from quaycrane.checks.image.read import read_image
from quaycrane.engine import saved
from quaycrane.kit import Provenance, provenance
from quaycrane.units.image_size.labs.sizes import is_course_cache

if TYPE_CHECKING:
    from quaycrane.engine import Engine


@dataclass(frozen=True)
class Path:
    """A file that a layer touches.

    Attributes:
        path: Where, with a slash in front.
        deed: ``added``, ``replaced`` or ``deleted``.
        size_bytes: What it weighs in this layer; for a deleted one, what stays below.
        is_wasted: Whether a layer above replaces or deletes it again, so that no container sees it.
    """

    path: str
    deed: str
    size_bytes: int
    is_wasted: bool


@dataclass(frozen=True)
class MappedLayer:
    """A layer.

    Attributes:
        instruction: What made it.
        paths: The files that it touches, the heaviest first.
    """

    instruction: str
    paths: tuple[Path, ...]

    def bytes_of(self, deed: str) -> int:
        """Return the bytes that it adds, replaces or deletes."""
        return sum(path.size_bytes for path in self.paths if path.deed == deed)

    @property
    def size_bytes(self) -> int:
        """What it stores: what it adds and what it replaces."""
        return self.bytes_of("added") + self.bytes_of("replaced")

    @property
    def wasted_bytes(self) -> int:
        """What it stores and no container sees."""
        return sum(path.size_bytes for path in self.paths if path.is_wasted)


@dataclass(frozen=True)
class Touch:
    """What one layer does to one file.

    Attributes:
        layer: The layer's place, from 1 at the bottom.
        path: The file.
        deed: ``added``, ``replaced`` or ``deleted``.
        size_bytes: What it weighs in this layer; for a deleted one, what stays below.
        in_a_container: What a container sees of it.
    """

    layer: int
    path: str
    deed: str
    size_bytes: int
    in_a_container: str


@dataclass(frozen=True)
class LayerMap:
    """An image, layer by layer.

    Attributes:
        layers: Bottom first, without that of the course's npm cache.
        useful_share: The share of the stored bytes that are of use: 1 is best.
        provenance: Where it is.
    """

    layers: tuple[MappedLayer, ...]
    useful_share: float
    provenance: Provenance

    @property
    def size_bytes(self) -> int:
        """What all its layers store."""
        return sum(layer.size_bytes for layer in self.layers)

    @property
    def wasted_bytes(self) -> int:
        """What is stored and no container sees."""
        return sum(layer.wasted_bytes for layer in self.layers)

    def touched(self, begin: str) -> tuple[Touch, ...]:
        """Return what each layer does to the files whose paths begin so, the lowest layer first."""
        return tuple(
            Touch(
                number,
                path.path,
                path.deed,
                path.size_bytes,
                "there" if path.deed != "deleted" and not path.is_wasted else "not there",
            )
            for number, layer in enumerate(self.layers, 1)
            for path in layer.paths
            if path.path.startswith(begin)
        )


def layer_map(engine: "Engine", reference: str) -> LayerMap:
    """Read an image, layer by layer, from the archive that `docker save` writes.

    Args:
        engine: Where it is.
        reference: Its name or id.

    Raises:
        QuaycraneError: There is no such image.
    """
    return mapped(read_image(saved(engine, reference)), provenance(engine, reference))


def mapped(image: Image, source: Provenance) -> LayerMap:
    """Return the map of an image that was read.

    Args:
        image: The image.
        source: Where it is.
    """
    below: dict[str, int] = {}
    layers = []
    for number, (layer, change) in enumerate(zip(image.layers, changes(image), strict=True)):
        above = image.layers[number + 1 :]
        files = {path: file.size_bytes for path, file in layer.files.items() if file.kind == "file"}
        added = set(change.added)
        paths = [
            Path(
                f"/{path}",
                "added" if path in added else "replaced",
                size,
                any(path in other.files or other.hides(path) for other in above),
            )
            for path, size in files.items()
        ]
        paths += [
            Path(f"/{path}", "deleted", below[path], is_wasted=False)
            for path in change.removed
            if path in below
        ]
        below = {path: size for path, size in below.items() if path not in change.removed} | files
        layers.append(MappedLayer(layer.instruction, _heaviest(paths)))
    kept = tuple(layer for layer in layers if not is_course_cache(layer.instruction))
    return LayerMap(kept, efficiency(image).score, source)


def _heaviest(paths: Iterable[Path]) -> tuple[Path, ...]:
    return tuple(sorted(paths, key=lambda one: (-one.size_bytes, one.path)))
