"""The report card asks what the grade cells ask, and takes whatever is handed in."""

from pathlib import Path

from quaycrane.units.capstone.checks.card import ROW_POINTS, ROWS, judged
from quaycrane.units.capstone.figures import report_card
from tests.notebooks.asked import asked
from tests.units.capstone.cards import card

UNIT = "11-capstone"


def test_the_card_asks_what_the_grade_cells_ask() -> None:
    """Each check of a grade cell is in one row, in the same folder, and there is no other; all make 100."""
    on_the_card = [
        (str(Path("app", place)), one.name) for row in ROWS for place, checks in row.asks for one in checks
    ]
    in_cells = {(folder, one.name) for folder, found in asked(UNIT).items() if folder != "." for one in found}
    assert len(on_the_card) == len(set(on_the_card))
    assert set(on_the_card) == in_cells
    assert ROW_POINTS * len(ROWS) == 100


def test_nothing_written_is_nothing_earned(tmp_path: Path) -> None:
    """An untouched application has a reason and a next thing to try for each check, and asks no engine."""
    for folder in ("backend", "frontend"):
        (tmp_path / folder).mkdir()
    rows = judged(tmp_path)
    assert sum(row.points for row in rows) == 0
    for outcome in (one for row in rows for one in row.outcomes):
        assert outcome.observed.startswith("Nothing written yet in"), outcome
        assert outcome.fix


def test_a_card_tells_what_is_lacking() -> None:
    """The sentence has points and whole rows; each reason names its row, what was seen, and what to try."""
    lacking = card("rows-come-back", "browser-shows")
    assert lacking.sentence == "91.7 of 100 points, 8 of 10 rows whole"
    page, rows = lacking.reasons
    assert (page.row, rows.row) == ("the page shows rows", "rows live on")
    assert rows.seen == "It was seen"
    assert "volume" in rows.next_try
    assert card().points == 100


def test_the_picture_has_a_bar_for_each_row() -> None:
    """The title is the finding, and below each bar that is not full stands what is lacking first."""
    ax = report_card(card("rows-come-back"))
    title = ax.get_title(loc="left").replace("\n", " ")
    assert title == "95 of 100 points: 9 of 10 rows are whole"
    words = [text.get_text() for text in ax.texts]
    assert words.count("10") == 9
    assert [word for word in words if word.startswith("lacks: ")] == [
        "lacks: Restored from a backup of the project's volumes, it …"
    ]
