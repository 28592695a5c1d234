"""The explorer of networks: put three containers on two networks, foresee the ways, and try them."""

from collections.abc import Callable, Iterable

import ipywidgets as widgets

from quaycrane.units.networking.labs import (
    ADDRESS,
    DEFAULT,
    NAME,
    NONE,
    OPEN,
    WITHIN,
    House,
    Reach,
)
from quaycrane.widgets import Trial, look, playable

_BEGUN = {"front": "left", "api": "left and right", "db": "right"}
_NAMES = tuple(_BEGUN)
_PLACES: dict[str, tuple[str, ...]] = {
    "left": ("left",),
    "right": ("right",),
    "left and right": ("left", "right"),
    "the default bridge": (DEFAULT,),
    "none": (NONE,),
}
_SERVES = {"at every address": OPEN, "at 127.0.0.1 only": WITHIN}

Try = Callable[[dict[str, House], bool], Reach]
"""Puts containers on networks, internal ones or not, and tells who reaches whom."""


def explore_reach(attempt: Try) -> widgets.VBox:
    """Return the explorer.

    Args:
        attempt: Does what is asked; a `QuaycraneError` from it is shown as text.
    """
    return _Explorer(attempt).box


class _Explorer:
    def __init__(self, attempt: Try) -> None:
        self._attempt = attempt
        self._places = [_chooser(f"{name} is on", _PLACES, begun) for name, begun in _BEGUN.items()]
        self._serves = [_chooser("and serves", _SERVES, next(iter(_SERVES))) for _ in _NAMES]
        self._internal = widgets.Checkbox(description="right is internal", indent=False)
        question = f"Of the {len(_NAMES) * (len(_NAMES) - 1)} ways, how many lead there by name?"
        self._foreseen = widgets.Text(placeholder="a number", tooltip=question, layout={"width": "9em"})
        controls = *self._places, *self._serves, self._internal, self._foreseen
        trial = Trial(lambda: controls)
        button = trial.button("Try every way", self._tried, "Three containers start, and call each other …")
        wrap = {"flex_flow": "row wrap"}
        rows = [
            widgets.HBox(list(pair), layout=wrap) for pair in zip(self._places, self._serves, strict=True)
        ]
        self.box = playable(
            *rows,
            self._internal,
            widgets.HTML(f"<strong>{question}</strong>"),
            widgets.HBox([self._foreseen, button], layout=wrap),
            trial.result,
        )

    def _tried(self) -> str:
        houses = {
            name: House(_PLACES[place.value], _SERVES[serves.value])
            for name, place, serves in zip(_NAMES, self._places, self._serves, strict=True)
        }
        return _table(self._attempt(houses, self._internal.value), self._foreseen.value.strip())


def _chooser(description: str, options: Iterable[str], value: str) -> widgets.Dropdown:
    return widgets.Dropdown(
        options=list(options),
        value=value,
        description=description,
        tooltip=description,
        style={"description_width": "6em"},
        layout={"width": "18em"},
    )


def _table(reach: Reach, foreseen: str) -> str:
    rows = [
        (
            look.strong(f"{source} to {target}"),
            *(_told(reach, source, target, how) for how in (NAME, ADDRESS)),
        )
        for source in reach.names
        for target in reach.names
        if source != target
    ]
    reached = reach.reached(NAME)
    said = (
        f"You said {foreseen}, the engine says {reached}." if foreseen else f"{reached} lead there by name."
    )
    mood = "good" if foreseen == str(reached) else "notice"
    return look.box(mood, [look.prose(said), look.grid(("from and to", "by name", "by address"), rows)])


def _told(reach: Reach, source: str, target: str, how: str) -> str:
    ending = reach.ending(source, target, how)
    return look.quiet("no address") if ending is None else look.prose(ending.value)
