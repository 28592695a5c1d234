"""Every unit follows the template: prose that runs, short cells, exercises with points."""

import re
from statistics import median

import pytest

from tests.notebooks.about import about
from tests.notebooks.asked import names_asked
from tests.notebooks.units import UNITS, code_cells, is_answer, is_grade, notebook, tags

WIDEST = 90
LONGEST = 8

every_unit = pytest.mark.parametrize("unit", UNITS)


@every_unit
def test_git_holds_no_outputs(unit: str) -> None:
    """A unit's source holds no output, no execution count, and nothing of an editor's."""
    assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(unit))
    assert set(notebook(unit).metadata) == {"kernelspec", "language_info"}
    known = {"tags", "nbgrader"}
    assert all(set(cell.metadata) <= known for cell in notebook(unit).cells)


@every_unit
def test_cells_are_named_in_words(unit: str) -> None:
    """Each cell has an id of its own in words, which is its grade id too."""
    cells = notebook(unit).cells
    assert len({cell.id for cell in cells}) == len(cells)
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", cell.id) for cell in cells)
    graded = [cell for cell in cells if "nbgrader" in cell.metadata]
    assert all(cell.metadata.nbgrader.grade_id == cell.id for cell in graded)


@every_unit
def test_code_is_short(unit: str) -> None:
    """The median code cell has 2 to 4 lines, none has over 8, and none is too wide for the page."""
    shown = [cell.source.splitlines() for cell in code_cells(unit) if not is_answer(cell)]
    assert 2 <= median(map(len, shown)) <= 4
    assert max(map(len, shown)) <= LONGEST
    assert max(len(line) for cell in shown for line in cell) <= WIDEST


@every_unit
def test_code_defines_and_plots_nothing(unit: str) -> None:
    """Helpers and plotting code are the package's, never a cell's."""
    text = "\n".join(cell.source for cell in code_cells(unit) if not is_answer(cell))
    assert not re.search(r"^\s*(def|class|while|try) |\bplt\b|matplotlib|import docker", text, re.MULTILINE)


@every_unit
def test_it_opens_with_a_question_and_a_first_result(unit: str) -> None:
    """Title, question, what one will be able to do; set-up in the first code cell, a result in the second."""
    first, *_ = notebook(unit).cells
    assert re.match(r"# .+\n\n\*\*.+\?\*\*\n", first.source)
    assert "You will be able to" in first.source
    assert 3 <= len(re.findall(r"^- \*", first.source, re.MULTILINE)) <= 4
    assert re.search(r"\d+ minutes", first.source)
    setup, result, *_ = code_cells(unit)
    assert tags(setup) == ["setup"]
    statements = [line for line in setup.source.splitlines() if not line.startswith(" ")]
    assert len(statements) <= 4
    assert statements[-1].startswith("engine = start(")
    assert any(tag.startswith("claim:") for tag in tags(result))


@every_unit
def test_it_ends_with_what_was_seen_and_cleans_up(unit: str) -> None:
    """A failure on purpose, the words, an interview question, an explorer, and a last cell that tidies."""
    cells = notebook(unit).cells
    text = "\n".join(cell.source for cell in cells)
    assert "## When it goes wrong" in text
    assert "## In this notebook we saw" in text
    assert "**Words:**" in text
    assert {"raises-exception", "explorer", "try"} <= {tag for cell in cells for tag in tags(cell)}
    assert tags(cells[-1]) == ["clean-up"]


@every_unit
def test_every_claim_has_its_cell(unit: str) -> None:
    """Each claim of the unit is put to the engine in a code cell that carries its id."""
    found = {tag.removeprefix("claim:") for cell in code_cells(unit) for tag in tags(cell) if ":" in tag}
    assert found == set(about(unit).claims)


def test_no_claim_belongs_to_two_units() -> None:
    """Each claim of the notes is put to the engine in one unit."""
    claims = [claim for unit in UNITS for claim in about(unit).claims]
    assert len(claims) == len(set(claims))


@every_unit
def test_it_predicts_before_it_runs(unit: str) -> None:
    """The learner is asked for a prediction four times at least, and each is settled by a result."""
    text = "\n".join(cell.source for cell in code_cells(unit))
    asked = re.findall(r'\bpredict\(\s*"([^"]+)"', text)
    assert len(asked) >= 4
    assert set(re.findall(r'\bpredict\.settle\(\s*"([^"]+)"', text)) == set(asked)


@every_unit
def test_exercises_give_points_for_behaviour(unit: str) -> None:
    """Five grade cells or more, 10 points or more, two with hidden tests, one answer marked by hand."""
    graded = [cell for cell in code_cells(unit) if is_grade(cell)]
    assert len(graded) >= 5
    assert sum(cell.metadata.nbgrader.points for cell in graded) >= 10
    assert sum("### BEGIN HIDDEN TESTS" in cell.source for cell in graded) >= 2
    assert any(name.startswith("predicts") for name in names_asked(unit))
    by_hand = [cell for cell in notebook(unit).cells if cell.cell_type == "markdown" and is_grade(cell)]
    assert len(by_hand) == 1


@every_unit
def test_a_grade_cell_shows_a_report_and_ends_in_its_points(unit: str) -> None:
    """Comment with the points, checks by name, and the mark of just those points."""
    for cell in (cell for cell in code_cells(unit) if is_grade(cell)):
        points = int(cell.metadata.nbgrader.points)
        first, *_, last = cell.source.splitlines()
        assert re.fullmatch(rf"# .+ \({points} points?\)", first)
        assert last == f"report.mark({points})"
