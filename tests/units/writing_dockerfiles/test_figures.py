"""What each figure of the unit tells, and the sentences and rows beside it."""

from quaycrane.units.writing_dockerfiles.figures import endings, shrinking
from quaycrane.units.writing_dockerfiles.labs import Installs
from tests.figures.results import PROVENANCE
from tests.units.writing_dockerfiles import results


def test_the_title_tells_how_much_smaller_it_became() -> None:
    """The title has the ratio and both sizes; what a practice took away is hatched."""
    ax = shrinking(results.shrinking())
    assert ax.get_title(loc="left").replace("\n", " ") == (
        "The same page, 43 times smaller: from 707 MB to 16 MB"
    )
    assert len([patch for patch in ax.patches if patch.get_hatch()]) == 6


def test_the_heaviest_practice_and_the_rows_follow_the_sizes() -> None:
    """Which practice took most is computed, and each row says whether the secret is in the image."""
    result = results.shrinking()
    assert result.heaviest == "+ small base"
    assert result.rows[1]["after an edit"] == "the same steps"
    assert [row[".env"] for row in result.rows] == ["in the image", *["no"] * 5]


def test_the_title_counts_who_closed_in_order() -> None:
    """The title has how many forms closed in order and how many were killed; where none was, only that."""
    title = endings(results.endings()).get_title(loc="left").replace("\n", " ")
    assert title == ("2 of 6 forms let the server close in order, in 0.3 s; 2 wait 10 s and are killed")
    closed = endings(results.endings(all_closed=True)).get_title(loc="left").replace("\n", " ")
    assert closed == "6 of 6 forms let the server close in order"


def test_the_sentence_on_installs_follows_the_seconds() -> None:
    """Which install was faster is computed, and a tenth counts as the same."""
    same = Installs({"npm ci": (2.0, 2.1), "npm install": (2.1, 2.1)}, PROVENANCE)
    slow = Installs({"npm ci": (1.0,), "npm install": (2.0,)}, PROVENANCE)
    assert same.faster == "about the same"
    assert "2.00 times as long as npm ci: faster here is npm ci." in slow.sentence
