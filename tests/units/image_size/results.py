"""Results made by hand, so that a figure's test needs no engine."""

from quaycrane.engine import Layer
from quaycrane.units.image_size.labs import (
    Base,
    Bases,
    LayerMap,
    MappedLayer,
    Path,
    Pull,
    Pulls,
    Savings,
    Size,
    Sizes,
    Step,
)
from tests.figures.results import PROVENANCE

_TECHNIQUES = {
    "as it came": 760.1,
    "ignore file": 710.1,
    "one RUN": 660.3,
    "clean cache": 660.1,
    "two stages": 661.2,
    "production only": 610.8,
    "no tools": 216.1,
    "small base": 155.2,
    "distroless": 145.9,
}


def layer(megabytes: float, instruction: str = "RUN /bin/sh -c npm install # buildkit") -> Layer:
    """Return a layer."""
    return Layer(f"sha256:{instruction}", round(megabytes * 1e6), instruction)


def sizes(*megabytes: float) -> Sizes:
    """Return one image of such layers, the lowest first."""
    told = megabytes or (74.5, 394.7, 0.2, 138.1, 25.1, 51.2, 1.2, 74.8)
    made = tuple(layer(one, f"RUN /bin/sh -c step {number} # buildkit") for number, one in enumerate(told))
    return Sizes((Size("as it came", made, 43_700_000),), PROVENANCE)


def bases() -> Bases:
    """Return four bases."""
    found = (
        Base("alpine:3", 2_990_000, 1_710_000, 1_870_000, 0, 0, 0),
        Base("gcr.io/distroless/nodejs24-debian12", 142_900_000, 53_500_000, 53_700_000, 5, 0, 0),
        Base("node:24-alpine", 152_200_000, 54_300_000, 52_800_000, 0, 0, 43_700_000),
        Base("node:24", 607_800_000, 221_100_000, 117_800_000, 188, 13, 43_700_000),
    )
    return Bases(found, PROVENANCE)


def pulls(*, warm: float = 0.15) -> Pulls:
    """Return the pulls of three images."""
    cold = {"alpine:3": (6.7, 0.3), "nodejs24-debian12": (58.5, 2.1), "node:24-slim": (108.5, 3.4)}
    found = tuple(
        Pull(base, round(megabytes * 1e6), (seconds * 0.9, seconds, seconds * 1.2), (warm * 0.8, warm, warm))
        for base, (megabytes, seconds) in cold.items()
    )
    return Pulls(found, PROVENANCE)


def savings(**otherwise: float) -> Savings:
    """Return the images of all techniques, in megabytes."""
    told = _TECHNIQUES | {name.replace("_", " "): megabytes for name, megabytes in otherwise.items()}
    steps = tuple(
        Step(name, Size(name, (layer(megabytes),), 43_700_000), f"sha256:{name}")
        for name, megabytes in told.items()
    )
    return Savings(steps, PROVENANCE)


def layer_map() -> LayerMap:
    """Return the image that writes a file, gives it another owner, and deletes it."""
    big = 20_971_520
    layers = (
        MappedLayer("COPY / / # buildkit", (Path("/bin/busybox", "added", 2_780_000, is_wasted=False),)),
        MappedLayer("RUN /bin/sh -c dd of=/data", (Path("/data", "added", big, is_wasted=True),)),
        MappedLayer("RUN /bin/sh -c chown 1000 /data", (Path("/data", "replaced", big, is_wasted=True),)),
        MappedLayer("RUN /bin/sh -c rm /data", (Path("/data", "deleted", big, is_wasted=False),)),
    )
    return LayerMap(layers, 0.1, PROVENANCE)


def tidy_map() -> LayerMap:
    """Return an image that wastes nothing."""
    return LayerMap(layer_map().layers[:1], 1.0, PROVENANCE)
