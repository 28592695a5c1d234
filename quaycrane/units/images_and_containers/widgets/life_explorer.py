"""The explorer of a container's life: send an action, and read state, exit code and files."""

import ipywidgets as widgets

from quaycrane.errors import QuaycraneError
from quaycrane.units.images_and_containers.labs import Action, Box, Main, Seen
from quaycrane.widgets import look, playable

_HEADINGS = ("sent", "state", "exit code", "files that were written", "seconds", "")
_SHOWN = 8


def explore_life(box: Box) -> widgets.VBox:
    """Return the explorer.

    Args:
        box: Does what is asked of it; a `QuaycraneError` from it is shown as text.
    """
    return _Explorer(box).box


class _Explorer:
    def __init__(self, container: Box) -> None:
        self._container, self._seen = container, list[Seen]()
        question = "Main process of the next run:"
        self._main = widgets.RadioButtons(
            options=[(one.value, one) for one in Main], tooltip=question, layout={"width": "max-content"}
        )
        self._buttons = {action: _button(action) for action in Action}
        for action, button in self._buttons.items():
            button.on_click(lambda _button, action=action: self._pressed(action))
        self._told = widgets.HTML()
        row = {"flex_flow": "row wrap"}
        self.box = playable(
            widgets.HTML(f"<strong>{question}</strong>"),
            self._main,
            widgets.HTML("<strong>Say what will come of it, then send:</strong>"),
            widgets.HBox(list(self._buttons.values()), layout=row),
            self._told,
        )

    def _pressed(self, action: Action) -> None:
        self._lock(locked=True)
        try:
            self._container.main = self._main.value
            self._seen.append(self._container.act(action))
            self._told.value = _table(self._seen[-_SHOWN:])
        except QuaycraneError as error:
            self._told.value = look.box("bad", [look.strong(error.what), look.prose(error.fix)])
        finally:
            self._lock(locked=False)
            self._buttons[action].focus()  # a control that was switched off has lost it

    def _lock(self, *, locked: bool) -> None:
        for control in (self._main, *self._buttons.values()):
            control.disabled = locked


def _button(action: Action) -> widgets.Button:
    style = "primary" if action is Action.RUN else ""
    return widgets.Button(description=action.value, button_style=style, layout={"width": "auto"})


def _table(seen: list[Seen]) -> str:
    return look.box("notice", [look.grid(_HEADINGS, [_row(one) for one in seen], right=(2, 4))])


def _row(one: Seen) -> tuple[str, ...]:
    return (
        look.code(one.action),
        look.prose(one.state),
        "-" if one.code is None else f"{one.code}",
        look.code(" ".join(one.files)) if one.files else "-",
        f"{one.seconds:.1f}",
        look.quiet(one.refused),
    )
