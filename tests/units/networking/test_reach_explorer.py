"""The explorer of networks under the hand: choose, foresee, try, read."""

from typing import Any

from quaycrane.engine import ConnectionEnd
from quaycrane.errors import NoEngineError
from quaycrane.units.networking.labs import ADDRESS, NAME, House, Reach
from quaycrane.units.networking.widgets import explore_reach
from tests.figures.results import PROVENANCE

_NAMES = ("front", "api", "db")


def _hands(attempt: Any) -> tuple[list[Any], Any, Any, Any, Any]:
    """Return what a person uses: a row for each container, the tick, the field, the button, the text."""
    *rows, internal, _, last, told, _ = explore_reach(attempt).children
    foreseen, button = last.children
    return [row.children for row in rows], internal, foreseen, button, told


def _reach(houses: dict[str, House], _internal: bool) -> Reach:  # noqa: FBT001 - as the explorer calls it
    found = {(one, other, NAME): ConnectionEnd.NO_NAME for one in houses for other in houses}
    found |= {(one, other, ADDRESS): ConnectionEnd.SILENCE for one in houses for other in houses}
    found["front", "api", NAME] = ConnectionEnd.REACHED
    return Reach(tuple(houses), found, 1.0, PROVENANCE)


def test_a_press_tries_what_was_chosen() -> None:
    """The chosen networks and addresses are tried, and what was foreseen stands beside what came."""
    asked: list[Any] = []

    def attempt(houses: dict[str, House], internal: bool) -> Reach:  # noqa: FBT001 - as the explorer calls it
        asked.append((houses, internal))
        return _reach(houses, internal)

    rows, internal, foreseen, button, told = _hands(attempt)
    rows[2][0].value, rows[1][1].value = "none", "at 127.0.0.1 only"
    internal.value, foreseen.value = True, "2"
    button.click()
    ((houses, was_internal),) = asked
    assert was_internal
    assert houses["db"].networks == ("none",)
    assert (houses["api"].networks, houses["api"].serves) == (("left", "right"), "within")
    assert "You said 2, the engine says 1." in told.value
    assert all(word in told.value for word in ("front to api", "reached", "no such name", "silence"))
    assert not button.disabled


def test_without_a_guess_the_number_is_told() -> None:
    """A press without a prediction works, and what is typed is shown as text."""
    _, _, foreseen, button, told = _hands(_reach)
    button.click()
    assert "1 lead there by name." in told.value
    foreseen.value = "<b>"
    button.click()
    assert "&lt;b&gt;" in told.value


def test_an_engine_that_went_away_is_told() -> None:
    """The controls come back, and what happened and what to do stand there."""

    def attempt(*_: object) -> Reach:
        raise NoEngineError("The engine went away", fix="Start it again")

    _, _, _, button, told = _hands(attempt)
    button.click()
    assert "The engine went away" in told.value
    assert "Start it again" in told.value
    assert not button.disabled
