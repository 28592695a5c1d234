"""The explorer of drills under the hand: choose one, and go through it second by second."""

from typing import Any

from quaycrane.units.capstone.labs import Compared, What
from quaycrane.units.capstone.widgets import explore_drills
from tests.figures.results import PROVENANCE
from tests.units.capstone import results


def _hands() -> tuple[Any, Any, Any, Any]:
    """Return what a person uses: the drill, the second, what plays, and what is shown."""
    quiet = Compared("nothing happens", {"mended": results.line({})}, PROVENANCE)
    drill, row, shown, _ = explore_drills([results.compared(), quiet]).children
    second, play = row.children
    return drill, second, play, shown


def test_a_second_shows_what_users_get_and_what_services_do() -> None:
    """Before the drill all is well; within it there is the error's status, and what was done."""
    _, second, _, shown = _hands()
    assert "✗" not in shown.value
    second.value = 2.5
    assert "✗ 503 after 4 ms" in shown.value
    assert "kill -9: db" in shown.value


def test_playing_moves_the_second_and_another_drill_begins_anew() -> None:
    """Two steps are a second; whoever chooses another drill sees its beginning, and its stacks alone."""
    drill, second, play, shown = _hands()
    play.value = 4
    assert second.value == 2.0
    drill.value = drill.options[1][1]
    assert second.value == 0
    assert "careless" not in shown.value


def test_a_request_on_its_way_is_told() -> None:
    """While somebody waits for nothing, it says for how long."""
    what = dict.fromkeys(What, (2.0, 5.0, 0))
    waits = Compared("it hangs", {"mended": results.line(what, silent=True)}, PROVENANCE)
    _, row, shown, _ = explore_drills([waits]).children
    row.children[0].value = 4.0
    assert "… waits for 2.0 s" in shown.value
