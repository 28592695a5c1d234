"""Results made by hand, so that a figure's test needs no engine."""

from quaycrane.engine import BuildStep
from quaycrane.units.args_and_env.labs import STEPS, Cost, Costs, Life, Lives
from tests.figures.results import PROVENANCE

_LIVES = {
    "ARG before FROM": "3......",
    "ARG after FROM": ".3.3...",
    "ENV": ".3.3333",
    "docker run -e": ".....3.",
}
_PLACES = {"at the top": (0, 3), "below COPY": (1, 3), "above its use": (3, 1), "at the end": (4, 0)}


def lives() -> Lives:
    """Return a variable's life as an engine tells it."""
    told = (Life(name, tuple(one.strip(".") for one in seen)) for name, seen in _LIVES.items())
    return Lives(tuple(told), PROVENANCE)


def costs() -> Costs:
    """Return the builds of four places of an ARG."""
    return Costs(
        tuple(Cost(place, above, _steps(again)) for place, (above, again) in _PLACES.items()), PROVENANCE
    )


def _steps(again: int) -> tuple[BuildStep, ...]:
    first = len(STEPS) - again
    return tuple(
        BuildStep("", number + 2, text, cached=number < first, seconds=0.1)
        for number, text in enumerate(STEPS)
    )
