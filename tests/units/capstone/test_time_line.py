"""What a time line says of what was seen."""

from quaycrane.units.capstone.engine import What
from tests.units.capstone import results


def test_the_sentence_follows_what_was_seen() -> None:
    """Who failed is told with its seconds and its status, who did not is told so, and rows are counted."""
    assert results.killed().sentence == (
        "The page came all the time; the rows failed for 3.0 s (503); a new row failed for 3.0 s (503); "
        "all 40 new rows that were taken are there."
    )
    assert "(500), to the end" in results.for_good().sentence
    assert "cannot be read" in results.for_good().sentence


def test_lost_rows_are_counted() -> None:
    """A row that was taken and is not there is lost."""
    seen = results.line({}, kept=38)
    assert seen.lost == 2
    assert "of 40 new rows that were taken 2 are lost" in seen.sentence


def test_silence_is_no_error() -> None:
    """Whoever had nothing within the patience of a user had no answer; an error is one."""
    waits = results.line({What.ROWS: (2, 5, 0)}, silent=True)
    assert [span.word for span in waits.spans(What.ROWS)] == ["answered", "no answer", "answered"]


def test_a_moment_can_be_asked_for() -> None:
    """At a second a service is what the engine told last of it."""
    seen = results.killed()
    assert (seen.state_at("db", 2.1), seen.state_at("db", 6)) == ("ended (137)", "healthy")
    assert seen.state_at("nobody", 6) == "gone"
