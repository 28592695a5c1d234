"""What each figure of the unit tells."""

from quaycrane.units.capstone.figures import time_lines
from tests.units.capstone import results


def test_both_stacks_have_a_row_for_each_thing_and_service() -> None:
    """The title says how each fared, in the order in which they are drawn, and so do the rows."""
    ax = time_lines(results.compared())
    assert ax.get_title(loc="left").replace("\n", " ") == (
        "When the database is killed, mended is without rows for 3.0 s; careless has no rows any more"
    )
    rows = ["the page", "the rows", "a new row", "api", "db", "page"]
    assert [label.get_text() for label in ax.get_yticklabels()] == rows * 2


def test_what_failed_and_what_was_done_is_told_in_words() -> None:
    """Each stretch of errors has its status, and what was done stands where it was done, once a stack."""
    words = [text.get_text() for text in time_lines(results.compared()).texts]
    assert (words.count("503"), words.count("500"), words.count("kill -9: db")) == (2, 2, 2)
