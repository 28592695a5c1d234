"""The explorer of practices: switch them on and off, and see what the Dockerfile makes."""

from collections.abc import Callable, Collection

import ipywidgets as widgets

from quaycrane.units.writing_dockerfiles.labs import CHOICES, Practised, written
from quaycrane.widgets import Trial, look, playable

Practise = Callable[[Collection[str]], Practised]
"""Builds the front end with these practices."""


def explore_practices(practise: Practise) -> widgets.VBox:
    """Return the explorer.

    Args:
        practise: Builds and measures; a `QuaycraneError` from it is shown as text.
    """
    boxes = [
        widgets.Checkbox(False, description=choice, indent=False, layout={"width": "11em"})  # noqa: FBT003
        for choice in CHOICES
    ]
    text = widgets.HTML()
    trial = Trial(lambda: boxes)
    button = trial.button(
        "Build it", lambda: _told(practise(chosen())), "Building, and building again after an edit …"
    )

    def chosen() -> tuple[str, ...]:
        return tuple(box.description for box in boxes if box.value)

    def shown(_change: object = None) -> None:
        text.value = f'<div style="line-height: 1.45;">{look.code(written(chosen()))}</div>'
        trial.result.value = ""

    for box in boxes:
        box.observe(shown, "value")
    shown()
    row = widgets.HBox(boxes, layout={"flex_flow": "row wrap"})
    return playable(row, text, button, trial.result)


def _told(made: Practised) -> str:
    again = "<br>".join(look.code(step) for step in made.rerun) or look.quiet("none")
    warnings = "<br>".join(look.quiet(warning) for warning in made.warnings) or look.quiet("none")
    rows = [
        (look.quiet("layers weigh"), look.strong(f"{made.size_bytes / 1e6:.1f} MB")),
        (look.quiet("layers"), look.strong(f"{made.layers}")),
        (look.quiet("steps after an edit of one component"), again),
        (look.quiet("runs as"), look.strong(made.user)),
        (look.quiet("warnings of BuildKit"), warnings),
    ]
    return look.box("good", [look.grid(("", ""), rows)])
