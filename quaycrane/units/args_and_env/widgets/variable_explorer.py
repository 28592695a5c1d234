"""The explorer of variables: write lines, foresee a value in three places, and ask the engine."""

from collections.abc import Callable

import ipywidgets as widgets

from quaycrane.errors import QuaycraneError
from quaycrane.units.args_and_env.labs import Asked
from quaycrane.widgets import look, playable

Ask = Callable[[str, str, str, str], Asked]
"""Told the lines, the name, what `--build-arg` gives and what `-e` gives."""

_LINES = "ARG STAGE=training\nENV STAGE=$STAGE\n"
_PLACES = {
    "a RUN at the end": "run",
    "the image's configuration": "image",
    "a container": "container",
}
_WIDE = {"width": "36em"}
_STYLE = {"description_width": "16em"}


def explore_variable(ask: Ask) -> widgets.VBox:
    """Return the explorer.

    Args:
        ask: Builds and asks; a `QuaycraneError` from it is shown as text.
    """
    return _Explorer(ask).box


class _Explorer:
    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._lines = widgets.Textarea(
            _LINES, description="lines below FROM", rows=6, layout=_WIDE, style=_STYLE
        )
        self._name = _text("STAGE", "the variable")
        self._built = _text("", "--build-arg", "STAGE=staging")
        self._given = _text("", "docker run -e", "STAGE=production")
        self._foreseen = [_text("", f"in {place}", "leave empty for no value") for place in _PLACES]
        self._button = widgets.Button(
            description="Ask the engine", button_style="primary", tooltip="Ask the engine", icon="cogs"
        )
        self._result = widgets.HTML()
        self._inputs = [self._lines, self._name, self._built, self._given, *self._foreseen]
        foresee = widgets.HTML("<strong>What will its value be?</strong>")
        self.box = playable(*self._inputs[:4], foresee, *self._foreseen, self._button, self._result)
        self._button.on_click(self._pressed)

    def _pressed(self, _button: object) -> None:
        self._lock(locked=True)
        self._result.value = look.box("notice", [look.quiet("Building …")])
        try:
            self._result.value = self._compared()
        except QuaycraneError as error:
            parts = [look.strong(error.what), look.prose(error.why), look.prose(error.fix)]
            self._result.value = look.box("bad", [part for part in parts if part])
        except BaseException:
            self._result.value = look.box("notice", [look.quiet("The build was broken off.")])
            raise
        finally:
            self._lock(locked=False)
            self._button.focus()  # a control that was switched off has lost it

    def _compared(self) -> str:
        written = (self._lines, self._name, self._built, self._given)
        asked = self._ask(*(control.value for control in written))
        rows, right = [], 0
        for control, (place, field) in zip(self._foreseen, _PLACES.items(), strict=True):
            said, was = control.value.strip(), getattr(asked, field)
            right += said == was
            sign = "✓ right" if said == was else look.strong("✗ not so")
            rows.append((look.prose(place), _value(said), _value(was), sign))
        table = look.grid(("in", "you said", "the engine says", ""), rows)
        sentence = f"You foresaw {right} of {len(rows)} places."
        return look.box("good" if right == len(rows) else "notice", [look.prose(sentence), table])

    def _lock(self, *, locked: bool) -> None:
        for control in (*self._inputs, self._button):
            control.disabled = locked


def _value(text: str) -> str:
    return look.code(text) if text else look.quiet("no value")


def _text(value: str, name: str, hint: str = "") -> widgets.Text:
    return widgets.Text(value, description=name, placeholder=hint, layout=_WIDE, style=_STYLE)
