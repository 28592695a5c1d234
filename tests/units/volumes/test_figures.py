"""What each figure of the unit tells."""

from dataclasses import replace

from quaycrane.units.volumes.figures import edit_to_page, survival
from quaycrane.units.volumes.labs import Event
from tests.units.volumes import results


def test_survival_counts_what_is_there() -> None:
    """The title counts the events that each kind of storage survives."""
    title = survival(results.survival()).get_title(loc="left").replace("\n", " ")
    assert "Of 9 events a file survives 9 in a bind mount, 7 in a named volume" in title
    assert "2 in an anonymous one, 2 in the container" in title


def test_survival_has_a_word_in_each_cell() -> None:
    """Whoever sees no colour reads it: nine rows of five words."""
    words = [text.get_text() for text in survival(results.survival()).texts]
    assert sum(word in {"there", "stranded", "gone"} for word in words) == 9 * 5
    assert {event.value for event in Event} <= set(words)


def test_edit_to_page_tells_both_times() -> None:
    """The title has the middle of each way, in its unit."""
    title = edit_to_page(results.edits()).get_title(loc="left").replace("\n", " ")
    assert title == "From edit to page: 12 ms through a bind mount, 2.0 s by a new build"


def test_the_sentence_follows_the_times() -> None:
    """It says how many times as long a build takes, unless it does not."""
    assert "2.0 s with a new build, 176 times as long" in results.edits().sentence
    assert "not longer" in replace(results.edits(), built=(0.01,)).sentence
