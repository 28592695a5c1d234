"""The explorer of a container's life: send an action, and read state, exit code and files."""

from functools import partial

import ipywidgets as widgets

from quaycrane.units.images_and_containers.labs import Action, Box, Main, Seen
from quaycrane.widgets import Trial, look, playable

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
        trial = Trial(lambda: [self._main])
        buttons = [
            trial.button(action.value, partial(self._sent, action), main=action is Action.RUN)
            for action in Action
        ]
        row = {"flex_flow": "row wrap"}
        self.box = playable(
            widgets.HTML(f"<strong>{question}</strong>"),
            self._main,
            widgets.HTML("<strong>Say what will come of it, then send:</strong>"),
            widgets.HBox(buttons, layout=row),
            trial.result,
        )

    def _sent(self, action: Action) -> str:
        self._container.main = self._main.value
        self._seen.append(self._container.act(action))
        return _table(self._seen[-_SHOWN:])


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
