"""How much of an image is of use, by the definitions of dive."""

from dataclasses import dataclass

from quaycrane.checks.image.model import Image


@dataclass(frozen=True)
class Waste:
    """A path that layers hold more often than a container can see it.

    Attributes:
        path: The path.
        size_bytes: What all its copies weigh.
        copies: How often it is written.
    """

    path: str
    size_bytes: int
    copies: int


@dataclass(frozen=True)
class Efficiency:
    """How much of an image is of use.

    Attributes:
        score: The smallest size of each path, summed, as a share of all that is stored: 1 is best.
        wasted_bytes: The bytes of all copies of paths that are written more than once or removed.
        wasted_share: Those as a share of the layers above the first; over 1 where a base is rewritten.
        wastes: The paths, the heaviest first.
    """

    score: float
    wasted_bytes: int
    wasted_share: float
    wastes: tuple[Waste, ...]


def efficiency(image: Image) -> Efficiency:
    """Return how much of an image is of use.

    Dive counts a removed folder as one removed thing that weighs nothing more; here each file in it is
    removed, so that an image cannot look better for removing a whole folder.
    """
    sizes: dict[str, list[int]] = {}
    below = set[str]()
    for layer in image.layers:
        gone = {path for path in below if layer.hides(path)} if layer.removed or layer.emptied else set()
        for path in gone:
            sizes[path].append(0)
        written = {path for path, file in layer.files.items() if file.kind != "folder"}
        for path in written:
            sizes.setdefault(path, []).append(layer.files[path].size_bytes)
        below = (below - gone) | written
    stored = sum(map(sum, sizes.values()))
    least = sum(map(min, sizes.values()))
    again = [Waste(path, sum(all_), len(all_)) for path, all_ in sizes.items() if len(all_) > 1]
    wasted = sum(waste.size_bytes for waste in again)
    own = sum(layer.size_bytes for layer in image.layers[1:])
    heaviest = tuple(sorted(again, key=lambda waste: (-waste.size_bytes, waste.path)))
    return Efficiency(least / stored if stored else 1.0, wasted, wasted / own if own else 0.0, heaviest)
