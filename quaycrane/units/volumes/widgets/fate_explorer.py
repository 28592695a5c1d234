"""The explorer of fates: choose where a file lies and what happens, say what becomes of it, and try."""

from collections.abc import Callable

import ipywidgets as widgets

from quaycrane.units.volumes.labs import Event, Fate, Place
from quaycrane.widgets import Trial, look, playable

Try = Callable[[Event, Place], Fate]
"""Lets an event happen and returns what became of a file in such storage."""

_HEADINGS = ("where", "what happens", "you said", "the engine says")
_SHOWN = 8


def explore_fates(attempt: Try) -> widgets.VBox:
    """Return the explorer.

    Args:
        attempt: Tries it on an engine; a `QuaycraneError` from it is shown as text.
    """
    place = _choice("The file lies in", [(one.value, one) for one in Place])
    event = _choice("Then comes", [(one.value, one) for one in Event])
    said = _choice("The next container finds it", [(one.value, one) for one in Fate])
    rows: list[tuple[str, str, str, str]] = []

    def tried() -> str:
        fate = attempt(event.value, place.value)
        right = fate is said.value
        rows.append((place.value.value, event.value.value, said.value.value, fate.value + " ≠" * (not right)))
        return _table(rows[-_SHOWN:], right=right)

    trial = Trial(lambda: (place, event, said))
    button = trial.button("Try it", tried, "A container writes, and the next one looks …")
    layout = {"flex_flow": "row wrap", "grid_gap": "0 2em"}
    return playable(widgets.HBox([place, event, said], layout=layout), button, trial.result)


def _choice(question: str, options: list[tuple[str, object]]) -> widgets.Select:
    return widgets.Select(
        options=options,
        description=question,
        tooltip=question,
        rows=len(options),
        style={"description_width": "initial"},
        layout={"width": "max-content"},
    )


def _table(rows: list[tuple[str, str, str, str]], *, right: bool) -> str:
    cells = [(look.prose(a), look.code(b), look.prose(c), look.strong(d)) for a, b, c, d in rows]
    return look.box("good" if right else "notice", [look.grid(_HEADINGS, cells)])
