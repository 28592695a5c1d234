"""The explorer of variables: write lines, foresee a value in three places, and ask the engine."""

from collections.abc import Callable

import ipywidgets as widgets

from quaycrane.units.args_and_env.labs import Asked
from quaycrane.widgets import Trial, look, playable

Ask = Callable[[str, str, str, str], Asked]
"""Told the lines, the name, what `--build-arg` gives and what `-e` gives."""

_LINES = "ARG STAGE=training\nENV STAGE=$STAGE\n"
_PLACES = {
    "a RUN at the end": "run",
    "the image's configuration": "image",
    "a container": "container",
}
_WIDE = look.wide("36em")
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
        inputs = [self._lines, self._name, self._built, self._given, *self._foreseen]
        trial = Trial(lambda: inputs)
        button = trial.button("Ask the engine", self._compared, "Building …")
        foresee = widgets.HTML("<strong>What will its value be?</strong>")
        self.box = playable(*inputs[:4], foresee, *self._foreseen, button, trial.result)

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


def _value(text: str) -> str:
    return look.code(text) if text else look.quiet("no value")


def _text(value: str, name: str, hint: str = "") -> widgets.Text:
    return widgets.Text(value, description=name, placeholder=hint, layout=_WIDE, style=_STYLE)
