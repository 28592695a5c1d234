"""The explorer of a container's life under the hand: choose, press, read."""

from typing import Any, cast

import pytest

from quaycrane.errors import NoEngineError
from quaycrane.units.images_and_containers.labs import Action, Box, Main, Seen
from quaycrane.units.images_and_containers.widgets import explore_life


class _Told:
    """Stands in for a box: it answers from a list."""

    main = Main.DEAF

    def __init__(self, *answers: Seen | NoEngineError) -> None:
        self._answers = iter(answers)

    def act(self, _action: Action) -> Seen:
        """Return or raise the next answer."""
        answer = next(self._answers)
        if isinstance(answer, NoEngineError):
            raise answer
        return answer


def _hands(box: _Told) -> tuple[Any, dict[str, Any], Any]:
    """Return what a person uses: the choice, the buttons by their words, and what is told."""
    _, main, _, row, told, _ = explore_life(cast("Box", box)).children
    return main, {button.description: button for button in row.children}, told


def test_there_is_a_button_for_each_action() -> None:
    """Each action can be sent, and one main process is chosen."""
    main, buttons, _ = _hands(_Told())
    assert list(buttons) == [action.value for action in Action]
    assert main.value is Main.DEAF


def test_a_press_shows_state_code_and_files() -> None:
    """What came of each action stands in a row of its own, and the chosen main process is used."""
    box = _Told(
        Seen(Action.RUN, "running", None, (), 0.3),
        Seen(Action.STOP, "exited", 137, ("/note-1",), 2.1),
    )
    main, buttons, told = _hands(box)
    main.value = Main.INIT
    buttons["run"].click()
    buttons["stop"].click()
    assert box.main is Main.INIT
    assert all(word in told.value for word in ("running", "exited", "137", "/note-1", "2.1"))
    assert not buttons["stop"].disabled


@pytest.mark.parametrize("answer", [Seen(Action.RUN, "running", None, (), 0, "no <b>room</b>")])
def test_a_refusal_is_shown_as_text(answer: Seen) -> None:
    """What the engine said is text, whatever is in it."""
    _, buttons, told = _hands(_Told(answer))
    buttons["rm"].click()
    assert "no &lt;b&gt;room&lt;/b&gt;" in told.value


def test_an_engine_that_went_away_is_told() -> None:
    """The controls come back, and what happened and what to do stand there."""
    _, buttons, told = _hands(_Told(NoEngineError("The engine went away", fix="Start it again")))
    buttons["run"].click()
    assert "The engine went away" in told.value
    assert "Start it again" in told.value
    assert not buttons["run"].disabled
