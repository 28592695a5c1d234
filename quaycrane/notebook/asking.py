"""`predict`: a learner says beforehand what will come out; nothing is marked, and nothing waits."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from IPython.display import DisplayHandle, display

from quaycrane.errors import InputError
from quaycrane.notebook.predictions import Prediction, load, save
from quaycrane.notebook.shown import Shown
from quaycrane.widgets import look
from quaycrane.widgets.prediction import prediction_control

SETTLED = "quaycrane-settled"
"""Key of an output's metadata that tells what was settled, and how, to who shows it again."""


class Predict:
    """Asks, remembers and compares.

    ``predict("layers", "How many layers will they make?")`` shows a field for a number, with a list of
    choices one to choose, and with ``several=True`` boxes to tick. What is typed is kept in the notebook's
    folder, also over a restart. ``predict.settle("layers", 4)`` beside the result tells what was said and
    what it is; sizes and times are foreseen ``within=0.25`` of it. ``predict.summary()`` at the end tells
    how many were foreseen and which to look at again.
    """

    def __init__(self) -> None:
        self._verdicts: dict[str, DisplayHandle] = {}
        self._summary: DisplayHandle | None = None

    def __call__(
        self,
        name: str,
        question: str,
        choices: Sequence[str] = (),
        *,
        several: bool = False,
        unit: str = "",
    ) -> None:
        """Show a question with its control.

        Args:
            name: A word by which `settle` finds it.
            question: The question.
            choices: What to choose from; none asks for a number.
            several: Whether any number of them may be ticked.
            unit: What the number counts, as ``MB``.
        """
        asked = Prediction(question, tuple(choices), several, unit)
        kept = load(Path.cwd())
        before = kept.get(name)
        if before and before.choices == asked.choices and before.several == several:
            asked = replace(asked, said=before.said, was=before.was)
        save(Path.cwd(), kept | {name: asked})
        shown = f"{question} (in {unit})" if unit else question
        control = prediction_control(
            shown, asked.choices, asked.said, lambda said: self._said(name, said), several=several
        )
        _show_with_text(control, _as_text(asked))

    def settle(self, name: str, was: object, *, within: float = 0.0) -> None:
        """Tell what was said, and what came out.

        Args:
            name: As it was given to the question.
            was: A number, one of the choices (True and False stand for yes and no), or several of them.
            within: How far off a number may be and still be foreseen, as a share of the true one.

        Raises:
            InputError: It is no answer to the question.
        """
        kept = load(Path.cwd())
        asked = kept.get(name)
        if asked is None:
            told = f"You made no prediction `{name}`: its cell comes before this one."
            display(Shown(look.box("notice", [look.prose(told)]), told))
            return
        settled = replace(asked, was=asked.read(was), within=within)
        save(Path.cwd(), kept | {name: settled})
        how = {SETTLED: {"name": name, "was": was, "within": within}}
        self._verdicts[name] = display(_verdict(settled), display_id=True, metadata=how)

    def summary(self) -> None:
        """Tell how many results were foreseen, and which to look at again."""
        self._summary = display(_summary(), display_id=True)

    def _said(self, name: str, said: Any) -> str:  # noqa: ANN401 - what a control gives
        """Keep what was said; return what to tell beside the control."""
        kept = load(Path.cwd())
        try:
            answer = None if said in ("", None) else kept[name].read(said)
        except InputError as error:
            return f"{error.what}. {error.fix}."
        kept[name] = replace(kept[name], said=answer)
        save(Path.cwd(), kept)
        if kept[name].was is not None and name in self._verdicts:
            self._verdicts[name].update(_verdict(kept[name]))
        if self._summary:
            self._summary.update(_summary())
        return "" if answer is None else f"Kept: {kept[name].words(answer)}."


def _summary() -> Shown:
    settled = [one for one in load(Path.cwd()).values() if one.was is not None]
    again = [one for one in settled if not one.right]
    told = f"You foresaw {len(settled) - len(again)} of {len(settled)} results."
    words = f"{told} Look again at:" if again else told
    items = "".join(f"<li>{escape(one.question)} {look.quiet(one.verdict)}</li>" for one in again)
    listed = f'<ul style="margin: 4px 0; padding-left: 1.4em;">{items}</ul>' if again else ""
    lines = [words, *(f"  - {one.question} {one.verdict}" for one in again)]
    return Shown(look.box("notice" if again else "good", [look.strong(words) + listed]), "\n".join(lines))


def _verdict(settled: Prediction) -> Shown:
    sign = "✓ " if settled.right else ""
    html = look.box("good" if settled.right else "notice", [look.strong(sign + settled.verdict)])
    return Shown(html, sign + settled.verdict)


def _as_text(asked: Prediction) -> str:
    how = "a number" + (f" of {asked.unit}" if asked.unit else "")
    if asked.choices:
        how = ("any of: " if asked.several else "one of: ") + ", ".join(asked.choices)
    said = f" You said {asked.words(asked.said)}." if asked.said is not None else ""
    return f"Predict: {asked.question} ({how}){said}"


def _show_with_text(control: Any, text: str) -> None:  # noqa: ANN401 - ipywidgets has no types
    """Show a control, and text where no control can be: in a terminal and in a saved notebook."""
    bundle = control._repr_mimebundle_()
    data = bundle[0] if isinstance(bundle, tuple) else bundle
    display({**data, "text/plain": text}, raw=True)


predict = Predict()
"""The one of this kernel."""
