"""Results made by hand, so that a figure's test needs no engine."""

from quaycrane.engine import BuildStep, Layer
from quaycrane.units.layers_and_cache.labs import Edit, ImageLayers, Order, Rebuild, RebuildTimings, Sharing
from tests.figures.results import PROVENANCE

_COPY_MANIFEST = "COPY requirements.txt ./"
INSTRUCTIONS = {
    Order.GOOD: (
        "WORKDIR /handbook",
        _COPY_MANIFEST,
        "RUN pip install -r requirements.txt",
        "COPY . .",
        "RUN python build.py",
    ),
    Order.BAD: (
        "WORKDIR /handbook",
        "COPY . .",
        "RUN pip install -r requirements.txt",
        "RUN python build.py",
    ),
}
_SECONDS = {"RUN pip install -r requirements.txt": 4.0, "RUN python build.py": 1.2}
_FIRST_AGAIN = {
    (Order.GOOD, Edit.COLD): 0,
    (Order.GOOD, Edit.NOTHING): 5,
    (Order.GOOD, Edit.SOURCE): 3,
    (Order.GOOD, Edit.MANIFEST): 1,
    (Order.BAD, Edit.COLD): 0,
    (Order.BAD, Edit.NOTHING): 4,
    (Order.BAD, Edit.SOURCE): 1,
    (Order.BAD, Edit.MANIFEST): 1,
}


def rebuild(order: Order, edit: Edit, number: int = 1) -> Rebuild:
    """Return a build that runs all steps from the first that its edit touches."""
    steps = [BuildStep("", 1, "FROM docker.io/library/python:3.13-slim", cached=True, seconds=0)]
    for index, instruction in enumerate(INSTRUCTIONS[order]):
        cached = index < _FIRST_AGAIN[order, edit]
        seconds = 0 if cached else _SECONDS.get(instruction, 0.02)
        steps.append(BuildStep("", index + 2, instruction, cached=cached, seconds=seconds))
    total = sum(step.seconds for step in steps) + 0.2 + number / 100
    return Rebuild(order, edit, number, tuple(steps), total)


def timings(rounds: int = 3) -> RebuildTimings:
    """Return every edit in both orders."""
    builds = [rebuild(order, edit, one + 1) for order in Order for one in range(rounds) for edit in Edit]
    return RebuildTimings(tuple(builds), PROVENANCE)


def sharing() -> Sharing:
    """Return three images on one base."""
    base = (Layer("a", 3_000_000, "ADD"), Layer("b", 157_000_000, "COPY node"))
    images = (
        ImageLayers("python:3.13-slim", base),
        ImageLayers(
            "handbook:manifest-first", (*base, Layer("c", 40_000_000, "RUN pip install -r requirements.txt"))
        ),
        ImageLayers(
            "handbook:everything-at-once-and-more",
            (*base, Layer("d", 41_000_000, "RUN pip install -r requirements.txt")),
        ),
    )
    return Sharing(images, PROVENANCE)
