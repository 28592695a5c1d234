"""What each figure of the unit tells."""

from unittest.mock import Mock

import pytest
from matplotlib import pyplot as plt

from quaycrane.figures import live
from quaycrane.units.images_and_containers.figures import life_and_death, use_over_time
from quaycrane.units.images_and_containers.labs import Phase
from tests.units.images_and_containers import results


def test_life_and_death_tells_both_times() -> None:
    """The title has the seconds without a handler and with one, and whether it was killed."""
    title = life_and_death(results.stops()).get_title(loc="left").replace("\n", " ")
    assert "without a handler is killed after 10.3 s; one with a handler leaves after 0.2 s" in title
    title = life_and_death(results.stops(deaf_code=0)).get_title(loc="left").replace("\n", " ")
    assert "without a handler ends after 10.3 s" in title


def test_life_and_death_tells_signal_and_code() -> None:
    """Each row has its exit code; KILL stands in the one row that was killed."""
    words = [text.get_text() for text in life_and_death(results.stops()).texts]
    assert sum("KILL" in word for word in words) == 1
    assert all(any(f"exited ({code})" in word for word in words) for code in (137, 143, 0))


def test_use_over_time_tells_what_paused_and_stopped_use() -> None:
    """The title has the memory that a paused container keeps; where it computed, it says how much."""
    title = use_over_time(results.use()).get_title(loc="left")
    assert title == "Paused: no CPU, and 47 MB of memory; stopped: neither"
    title = use_over_time(results.use(cpu=12.0)).get_title(loc="left")
    assert title == "Paused it used 12 % of a CPU, stopped 12 %"


def test_use_over_time_says_where_it_is() -> None:
    """Before the end the title has the phase that goes on."""
    title = use_over_time(results.use(Phase.BUSY, Phase.PAUSED)).get_title(loc="left")
    assert title == "A container that is paused"


def test_a_moving_figure_stays_in_one_place(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first drawing makes a place, each further one takes it, and no figure stays open."""
    place = Mock()
    show = Mock(return_value=place)
    monkeypatch.setattr("quaycrane.figures.moving.display", show)
    before = plt.get_fignums()
    draw = live(use_over_time)
    draw(results.use(Phase.BUSY))
    draw(results.use())
    assert show.call_count == place.update.call_count == 1
    assert "<svg" in place.update.call_args[0][0].data
    assert plt.get_fignums() == before
