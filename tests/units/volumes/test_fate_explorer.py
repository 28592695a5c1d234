"""The explorer of fates under the hand: choose, say, press, read."""

from typing import Any

from quaycrane.errors import NoEngineError
from quaycrane.units.volumes.labs import Event, Fate, Place
from quaycrane.units.volumes.widgets import explore_fates
from quaycrane.units.volumes.widgets.fate_explorer import Try


def hands(attempt: Try) -> tuple[Any, Any, Any, Any, Any]:
    """Return what a person uses: three choices, the button, and what is told."""
    row, button, told, *_ = explore_fates(attempt).children
    return *row.children, button, told


def test_a_press_tries_what_was_chosen() -> None:
    """Place and event go to the engine; what was said and what it says stand beside each other."""
    asked = list[tuple[Event, Place]]()

    def attempt(event: Event, place: Place) -> Fate:
        asked.append((event, place))
        return Fate.STRANDED

    place, event, said, button, told = hands(attempt)
    place.value, event.value, said.value = Place.ANONYMOUS, Event.REMOVE, Fate.GONE
    button.click()
    assert asked == [(Event.REMOVE, Place.ANONYMOUS)]
    assert "rm, run" in told.value
    assert "stranded ≠" in told.value
    assert not button.disabled


def test_a_right_word_has_no_mark() -> None:
    """Whoever said what the engine says sees no sign of difference."""
    _, _, said, button, told = hands(lambda _event, _place: Fate.GONE)
    said.value = Fate.GONE
    button.click()
    assert "≠" not in told.value


def test_an_engine_that_went_away_is_told() -> None:
    """What happened and what to do stand there, and the button comes back."""

    def attempt(_event: Event, _place: Place) -> Fate:
        raise NoEngineError("The engine went away", fix="Start it again")

    *_, button, told = hands(attempt)
    button.click()
    assert "The engine went away" in told.value
    assert "Start it again" in told.value
    assert not button.disabled
