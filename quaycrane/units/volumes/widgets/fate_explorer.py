"""The explorer of fates: choose where a file lies and what happens, say what becomes of it, and try."""

from collections.abc import Callable

import ipywidgets as widgets

from quaycrane.errors import QuaycraneError
from quaycrane.units.volumes.labs import Event, Fate, Place
from quaycrane.widgets import look, playable

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
    button = widgets.Button(description="Try it", button_style="primary", tooltip="Try it")
    sentence = widgets.HTML()
    rows: list[tuple[str, str, str, str]] = []

    def pressed(_button: object) -> None:
        where, what, guess = place.value, event.value, said.value  # another choice may come meanwhile
        button.disabled = True
        sentence.value = look.box("notice", [look.quiet("A container writes, and the next one looks …")])
        try:
            fate = attempt(what, where)
            mark = "" if fate is guess else " ≠"
            rows.append((where.value, what.value, guess.value, fate.value + mark))
            sentence.value = _table(rows[-_SHOWN:], right=fate is guess)
        except QuaycraneError as error:
            sentence.value = look.box("bad", [look.strong(error.what), look.prose(error.fix)])
        finally:
            button.disabled = False
            button.focus()  # a control that was switched off has lost it

    button.on_click(pressed)
    layout = {"flex_flow": "row wrap", "grid_gap": "0 2em"}
    return playable(widgets.HBox([place, event, said], layout=layout), button, sentence)


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
