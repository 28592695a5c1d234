"""A unit runs top to bottom on a real engine behind a cut network, and shows what its prose says."""

import pytest

from tests.notebooks.about import about
from tests.notebooks.conftest import Run
from tests.notebooks.units import is_grade, shown, tags

pytestmark = pytest.mark.engine


def test_it_asks_nothing_of_the_outside(ran: Run) -> None:
    """No packet was meant for the outside: one that is swallowed is a wait, until something gives up."""
    assert ran.meant == []


def test_only_the_failure_on_purpose_fails(ran: Run) -> None:
    """The one cell that fails is tagged so, and tells the cause in a few lines without a traceback."""
    failing = [cell for cell in ran.cells if any(o.output_type == "error" for o in cell.get("outputs", []))]
    (cell,) = failing
    assert tags(cell) == ["raises-exception"]
    assert all(words in shown(cell) for words in about(ran.unit).failure)
    assert "Traceback" not in shown(cell)
    assert ".py" not in shown(cell)


def test_nothing_is_written_to_standard_error(ran: Run) -> None:
    """No cell warns: a learner reads results, not our plumbing."""
    streams = [o.name for cell in ran.cells for o in cell.get("outputs", []) if o.output_type == "stream"]
    assert "stderr" not in streams


def test_every_figure_and_explorer_is_shown(ran: Run) -> None:
    """A cell that draws shows one picture, and the explorer shows itself."""
    for cell in ran.cells:
        kinds = [kind for output in cell.get("outputs", []) for kind in output.get("data", {})]
        if "figures." in cell.source and cell.cell_type == "code" and "import" not in cell.source:
            assert kinds.count("image/svg+xml") == 1, cell.id
        if "explorer" in tags(cell):
            assert "application/vnd.jupyter.widget-view+json" in kinds


def test_the_claims_hold(ran: Run) -> None:
    """What a claim's cells show is what the prose under them says."""
    for claim, words in about(ran.unit).claims.items():
        text = "".join(shown(cell) for cell in ran.cells if f"claim:{claim}" in tags(cell))
        for word in words:
            assert word in text, claim


def test_the_solution_gets_every_point(ran: Run) -> None:
    """In the instructor's notebook each grade cell gives what it can give."""
    graded = [cell for cell in ran.cells if cell.cell_type == "code" and is_grade(cell)]
    for cell in graded:
        assert float(cell.outputs[-1].data["text/plain"]) == cell.metadata.nbgrader.points, cell.id


def test_nothing_is_left_on_the_engine(ran: Run) -> None:
    """The last cell takes away what the notebook made, and the engine holds nothing more of it."""
    assert int(shown(ran.cells[-1]).split()[0]) > 0
    assert ran.left == 0
