"""Asks an engine in which places a variable lives, by where it was declared."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.errors import BuildError
from quaycrane.kit import Provenance, provenance
from quaycrane.units.args_and_env.labs.bare import built, kept, printed

if TYPE_CHECKING:
    from quaycrane.engine import Engine
    from quaycrane.labs import Progress

STATIONS = (
    "FROM line",
    "RUN",
    "RUN of another stage",
    "docker history",
    "image inspect",
    "container",
    "RUN of a child image",
)
"""The places that are asked, in the order in which an image passes them."""

BASE = "alpine:3"
_VALUE = "3"
_GIVEN = "docker run -e"
_DECLARED = {
    "ARG before FROM": f"ARG V={_VALUE}\nFROM alpine:3 AS own\n",
    "ARG after FROM": f"FROM alpine:3 AS own\nARG V={_VALUE}\n",
    "ENV": f"FROM alpine:3 AS own\nENV V={_VALUE}\n",
    _GIVEN: "FROM alpine:3 AS own\n",
}
_PLACES = """RUN echo "$V" > /own
FROM alpine:3 AS other
RUN echo "$V" > /other
FROM own
COPY --from=other /other /other
"""


@dataclass(frozen=True)
class Life:
    """One variable.

    Attributes:
        declared: How it was declared.
        values: What each station of `STATIONS` saw, in their order; empty where it saw nothing.
    """

    declared: str
    values: tuple[str, ...]

    @property
    def stations(self) -> int:
        """In how many places it lives."""
        return sum(bool(value) for value in self.values)


@dataclass(frozen=True)
class Lives:
    """One variable, declared in several ways.

    Attributes:
        lives: One a way.
        provenance: Where they were asked.
    """

    lives: tuple[Life, ...]
    provenance: Provenance

    def reach(self, declared: str) -> int:
        """Return in how many of the places a variable lives that was declared so."""
        return next(life.stations for life in self.lives if life.declared == declared)


def variable_lives(engine: "Engine", on_progress: "Progress | None" = None) -> Lives:
    """Declare a variable in four ways and ask every place for it.

    Args:
        engine: Where to build and run.
        on_progress: Told each way.

    Raises:
        QuaycraneError: The engine refused.
    """
    seen = dict(_asked(engine, on_progress))
    children = _children(engine)
    lives = tuple(
        Life(declared, (*values, child))
        for (declared, values), child in zip(seen.items(), children, strict=True)
    )
    return Lives(lives, provenance(engine, BASE))


def _asked(engine: "Engine", on_progress: "Progress | None") -> Iterator[tuple[str, tuple[str, ...]]]:
    for number, (declared, text) in enumerate(_DECLARED.items()):
        if on_progress:
            on_progress(declared)
        image = _tag(engine, number)
        built(engine, text + _PLACES, tag=image)
        given = {"V": _VALUE} if declared == _GIVEN else {}
        sentence = "".join(entry.instruction for entry in engine.history(image))
        yield (
            declared,
            (
                _in_from(engine, text),
                printed(engine, image, ["cat", "/own"], given),
                printed(engine, image, ["cat", "/other"], given),
                _VALUE if f"V={_VALUE}" in sentence else "",
                kept(engine, image, "V"),
                printed(engine, image, ["sh", "-c", 'echo "$V"'], given),
            ),
        )


def _in_from(engine: "Engine", declared: str) -> str:
    """Return the variable's value in the FROM after its declaration, empty where it has none there."""
    try:
        built(engine, f"{declared}FROM alpine:${{V}}\n")
    except BuildError:
        return ""
    return _VALUE


def _children(engine: "Engine") -> list[str]:
    """Return what a RUN sees in an image that is built on each of them."""
    stages = "".join(
        f'FROM {_tag(engine, number)} AS child{number}\nRUN echo "[$V]" > /child{number}\n'
        for number in range(len(_DECLARED))
    )
    copies = "".join(
        f"COPY --from=child{number} /child{number} /seen/{number}\n" for number in range(len(_DECLARED))
    )
    image = built(engine, f"{stages}FROM {BASE}\n{copies}").image_id
    return [line.strip("[]") for line in printed(engine, image, ["sh", "-c", "cat /seen/*"]).splitlines()]


def _tag(engine: "Engine", number: int) -> str:
    return engine.name(f"life-{number}")
