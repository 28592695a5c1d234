"""What each figure of the unit tells."""

from matplotlib.axes import Axes

from quaycrane.units.compose.figures import start_time_line, which_source_wins, who_was_made_anew
from tests.units.compose import results


def _title(ax: Axes) -> str:
    return ax.get_title(loc="left").replace("\n", " ")


def test_the_start_counts_what_failed() -> None:
    """The title has how much too early the back end began, and the failed connections of both forms."""
    title = _title(start_time_line(results.starts()))
    assert title == (
        "Started is not ready: the back end begins 3.4 s too early, 7 failed connections; waiting, "
        "no failed connections"
    )
    assert "1 failed connection;" in _title(start_time_line(results.starts(failed=1)))


def test_each_service_has_a_line_with_its_health() -> None:
    """Both forms have three services, and each of them a diamond where it was first healthy."""
    ax = start_time_line(results.starts())
    assert [label.get_text() for label in ax.get_yticklabels()] == ["db", "backend", "frontend"] * 2
    healthy = [line for line in ax.lines if line.get_marker() == "D" and line.get_label() != "first healthy"]
    assert len(healthy) == 6


def test_one_source_is_seen_in_each_run_but_the_last() -> None:
    """The title names the winner and says of .env that it does not enter; four boxes are told as seen."""
    ax = which_source_wins(results.sources())
    assert _title(ax) == "Of 5 sources, run -e wins, and .env alone does not enter the container"
    assert [text.get_text() for text in ax.texts].count("seen") == 4


def test_what_was_made_anew_is_told_in_words() -> None:
    """The title counts the commands, says of restart what it did, and each box has a word."""
    ax = who_was_made_anew(results.changes())
    assert _title(ax) == "3 of 7 commands made a container anew, and restart is none of them"
    words = [text.get_text() for text in ax.texts]
    assert (words.count("made anew"), words.count("left over"), words.count("gone")) == (3, 1, 1)
