"""The status banner: which engine answered, what its images are, or how to get one."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.engine import WAYS_OUT, Kind, connect
from quaycrane.errors import as_called
from quaycrane.kit import ensure, missing, provenance
from quaycrane.notebook.build_view import look_on
from quaycrane.notebook.playback import play_where_no_engine_is
from quaycrane.notebook.session import remember
from quaycrane.notebook.shown import Shown
from quaycrane.widgets import look

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_KINDS = {
    Kind.LIVE: "Live: everything in this notebook runs on it, and what it makes is removed again.",
    Kind.STARTED: as_called(
        "Started by the course, apart from any other engine; `./course engine stop` stops it."
    ),
    Kind.POCKET: as_called(
        "A real engine in the pocket: all that you see is measured on it, and takes longer than elsewhere. "
        "It begins afresh with each start; your notebooks stay. `./course pocket stop` stops it."
    ),
}
_NO_ENGINE = "No Docker Engine answers. Text checks still work; what needs an engine waits."
_STAND_INS = (
    "Stand-in images: {}. No registry was in reach, so the course made them; "
    "they behave like the published ones, but their sizes differ."
)

_BAR_LENGTH = 24


@dataclass(frozen=True)
class Banner:
    """What answered.

    Attributes:
        describe: The engine in words.
        kind: The rung of the ladder: ``live``, ``started``, ``pocket`` or ``none``.
        stand_ins: References for which stand-in images are there.
        ways_out: What to do without an engine, as sentences.
        tried: Why each place that was asked did not answer.
    """

    describe: str
    kind: str
    stand_ins: tuple[str, ...] = ()
    ways_out: tuple[str, ...] = WAYS_OUT
    tried: tuple[str, ...] = ()

    def _repr_html_(self) -> str:
        return banner_html(self.describe, self.kind, self.stand_ins, self.ways_out, self.tried)

    def __repr__(self) -> str:
        if self.kind == Kind.NONE:
            ways = (f"  {number}. {way}" for number, way in enumerate(self.ways_out, 1))
            return "\n".join([_NO_ENGINE, *(f"  {why}" for why in self.tried), *ways])
        lines = [self.describe, _KINDS.get(Kind(self.kind), "")]
        lines += [_STAND_INS.format(", ".join(self.stand_ins))] if self.stand_ins else []
        return "\n".join(lines)


def banner_html(
    describe: str,
    kind: str,
    stand_ins: tuple[str, ...],
    ways_out: tuple[str, ...],
    tried: tuple[str, ...] = (),
) -> str:
    """Return the banner as HTML.

    Args:
        describe: The engine in words.
        kind: ``live``, ``started``, ``pocket`` or ``none``.
        stand_ins: References for which stand-in images are there.
        ways_out: What to do without an engine, as sentences with `code` in backticks.
        tried: Why each place that was asked did not answer, the same way.
    """
    if kind == Kind.NONE:
        ways = "".join(f"<li>{look.prose(way)}</li>" for way in ways_out)
        items = f'<ol style="margin: 4px 0 2px 0; padding-left: 1.6em;">{ways}</ol>'
        return look.box("bad", [look.strong(_NO_ENGINE), *map(look.prose, tried), "Three ways out:" + items])
    parts = [look.strong(describe), look.prose(_KINDS.get(Kind(kind), ""))]
    if stand_ins:
        parts.append(look.prose(_STAND_INS.format(", ".join(f"`{one}`" for one in stand_ins))))
    return look.box("notice" if stand_ins else "good", parts)


def start(*needs: str) -> "Engine":
    """Connect to an engine, put the images there that a unit needs, and show the banner.

    Args:
        needs: References that the unit uses.

    Returns:
        The engine; one of kind ``none`` when none answers, which is no error here.

    Raises:
        QuaycraneError: There is an engine, but an image can be had in no way.
    """
    from IPython.display import display  # noqa: PLC0415 - only a notebook needs it

    spot = display(_progress("looking for a Docker Engine"), display_id=True)
    engine = _held(
        connect(on_progress=lambda told, part: spot.update(_progress(told, part)) if spot else None), needs
    )
    remember(engine)
    engine.looks_on = look_on
    stand_ins: tuple[str, ...] = ()
    if engine.kind is not Kind.NONE:
        if needs:
            ensure(engine, needs, lambda told: spot.update(_progress(told)) if spot else None)
        stand_ins = provenance(engine, *needs).stand_ins
    banner = Banner(engine.describe(), engine.kind.value, stand_ins, tried=engine.tried)
    if spot:
        spot.update(banner)
    else:
        display(banner)
    play_where_no_engine_is(engine)
    return engine


def _held(engine: "Engine", needs: tuple[str, ...]) -> "Engine":
    """Return the engine, or none in place of a pocket engine that does not hold what a unit needs.

    To make images takes an emulated machine an hour: that is for who asks for it, not for a set-up cell.
    """
    if engine.kind is not Kind.POCKET or not (absent := missing(engine, needs)):
        return engine
    names = ", ".join(image.reference for image in absent)
    fetch = " ".join(image.reference for image in absent)
    way = as_called(f"`./course kit fetch {fetch}`")
    told = f"{engine.describe()} does not hold {names}. {way} makes it, and takes long"
    return type(engine)(Kind.NONE, tried=(told,))


def _progress(told: str, part: float | None = None) -> Shown:
    """Show what is being done; with a bar where it is known how far that is."""
    full = "" if part is None else "█" * round(part * _BAR_LENGTH)
    bar = "" if part is None else f"{full:░<{_BAR_LENGTH}} "
    return Shown(look.box("notice", [look.quiet(f"{bar}{told} …")]), f"{bar}{told} …")
