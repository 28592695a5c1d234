"""The control of a prediction: a field for a number, one choice, or boxes; played by keyboard."""

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets as widgets

from quaycrane.widgets import look
from quaycrane.widgets.keyboard import playable


def prediction_control(
    question: str,
    choices: Sequence[str],
    said: object,
    on_said: Callable[[Any], str],
    *,
    several: bool = False,
) -> widgets.VBox:
    """Return a question with its control.

    Args:
        question: The question.
        choices: What to choose from; none for a number.
        said: What was said before, None for nothing.
        on_said: Told what is said now, an empty text for nothing; returns what to tell beside it.
        several: Whether any number of the choices may be ticked.
    """
    note = widgets.HTML()

    def tell(answer: object) -> None:
        note.value = look.quiet(on_said(answer))

    head = widgets.HTML(f"<strong>Predict:</strong> {look.prose(question)}")
    if not choices:
        row = [_number(said, tell, question), note]
    elif several:
        row = [_boxes(choices, said, tell), note]
    else:
        row = [_choice(choices, said, tell, question), note]
    layout = {"align_items": "center", "flex_flow": "row wrap", "grid_gap": "0 1em"}
    return playable(head, widgets.HBox(row, layout=layout))


def _number(said: object, tell: Callable[[object], None], question: str) -> widgets.Text:
    shown = f"{said:g}" if isinstance(said, float) else ""
    field = widgets.Text(value=shown, placeholder="a number", continuous_update=False, tooltip=question)
    field.layout.width = "9em"
    field.observe(lambda change: tell(change["new"].strip()), "value")
    return field


def _choice(
    choices: Sequence[str], said: object, tell: Callable[[object], None], question: str
) -> widgets.RadioButtons:
    radio = widgets.RadioButtons(
        options=list(choices),
        value=said if said in choices else None,
        tooltip=question,
        layout={"width": "max-content"},
    )
    radio.observe(lambda change: tell(change["new"]), "value")
    return radio


def _boxes(choices: Sequence[str], said: object, tell: Callable[[object], None]) -> widgets.VBox:
    before = said if isinstance(said, list) else []
    boxes = [
        widgets.Checkbox(value=choice in before, description=choice, indent=False, layout={"width": "auto"})
        for choice in choices
    ]

    def ticked(_change: object) -> None:
        tell([box.description for box in boxes if box.value])

    for box in boxes:
        box.observe(ticked, "value")
    return widgets.VBox(boxes)
