"""What several stacks come to in one drill."""

from dataclasses import replace

from quaycrane.units.capstone.engine import Note, What
from quaycrane.units.capstone.labs import Compared
from tests.figures.results import PROVENANCE
from tests.units.capstone import results


def test_only_what_fails_while_it_lasts_is_told() -> None:
    """What fails after the disk has room again, as at the restart, came to nothing for another reason."""
    seen = results.line({What.ROWS: (7, 9, 500), What.WRITE: (3, 9, 504)})
    seen = replace(seen, notes=(Note(2, "the disk is full"), Note(6, "there is room again")))
    filled = Compared("the disk is full", {"mended": seen}, PROVENANCE, What.WRITE)
    assert filled.failing("mended") == ["a new row"]
    assert filled.finding == "When the disk is full, mended takes no new row for 6.0 s"


def test_the_finding_tells_of_the_rows_first() -> None:
    """Where nothing else is named, it is rows that users want."""
    found = results.compared().finding
    assert "mended is without rows for 3.0 s" in found
    assert found.endswith("careless has no rows any more")
