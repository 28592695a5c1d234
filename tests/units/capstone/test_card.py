"""The report card asks what the grade cells ask, and takes whatever is handed in."""

from pathlib import Path

from quaycrane.units.capstone.checks.card import ROW_POINTS, ROWS, judged
from tests.notebooks.asked import asked

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
