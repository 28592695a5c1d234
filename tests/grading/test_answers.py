"""The text of answer cells is taken exactly, under the names that source/ gives them."""

from typing import Any

import pytest

from quaycrane.errors import InputError
from quaycrane.grading.reading.answers import (
    MAX_ANSWER_BYTES,
    Cell,
    Submission,
    body,
    inside,
    places_in,
    take,
)
from tests.grading.conftest import CHECKS, source_notebook


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("%%dockerfile app/Dockerfile\nFROM a\n", "FROM a\n"),
        ("%%anything at all\nFROM a", "FROM a"),
        ("%%compose shop/compose.yaml\nservices: {}\n", "services: {}\n"),
        ("%%answer\r\nFROM a\r\nRUN b\r\n", "FROM a\r\nRUN b\r\n"),
        ("\ufeff%%answer x\nFROM a", "FROM a"),
        ("\n  \n%%answer x\n\nFROM a", "\nFROM a"),
        ("%%answer x\rFROM a", "FROM a"),
        ("%%answer x", ""),
        ("FROM a\n%%answer x\n", "FROM a\n%%answer x\n"),
        ("\ufeffFROM a", "\ufeffFROM a"),
        ("%time\nFROM a", "%time\nFROM a"),
        ("", ""),
    ],
)
def test_only_the_magic_line_is_cut_off(text: str, expected: str) -> None:
    """Everything after the first line is kept to the byte, and a cell without magic is kept whole."""
    assert body(text) == expected


@pytest.mark.parametrize("path", ["", "/etc/passwd", "../x", "a/../../x", "C:/x", "a\\b", "x.py", "x.ipynb"])
def test_a_path_outside_the_unit_is_refused(path: str) -> None:
    """No answer is written outside its folder, and none where Python would import it."""
    with pytest.raises(InputError):
        inside(path)


def test_slots_come_from_source() -> None:
    """Answer cells and prose are found in the instructor's notebook, with their paths."""
    found = {place.grade_id: place.path and str(place.path) for place in places_in(source_notebook(CHECKS))}
    assert found == {
        "answer-dockerfile": "app/Dockerfile",
        "answer-predictions": "predictions.yaml",
        "interview": None,
    }


def test_a_compose_cell_is_a_place_to_answer() -> None:
    """A Compose file is taken as a Dockerfile is: under the path of source/, whatever the student wrote."""
    notebook = source_notebook(CHECKS)
    notebook.cells[2].source = "%%compose shop/compose.yaml\nservices: {}"
    (place, *_) = places_in(notebook)
    (given,) = take(Submission((Cell(place.grade_id, "", "%%compose ../x\nservices: {a: }"),)), (place,))
    assert (str(place.path), given.text) == ("shop/compose.yaml", "services: {a: }")


def test_a_slot_without_a_path_is_the_instructors_error() -> None:
    """An answer cell in source/ that names no file is said to be wrong, not guessed."""
    notebook = source_notebook(CHECKS)
    notebook.cells[2].source = "%%dockerfile\nFROM a"
    with pytest.raises(InputError, match="names no file"):
        places_in(notebook)


def answers(*cells: Cell) -> dict[str, Any]:
    """Return the answers in some cells, by name."""
    return {one.place.grade_id: one for one in take(Submission(cells), places_in(source_notebook(CHECKS)))}


def test_the_path_is_never_the_students() -> None:
    """A student who changes the path in the magic changes nothing."""
    given = answers(Cell("answer-dockerfile", "", "%%dockerfile ../../etc/passwd\nFROM a"))
    assert str(given["answer-dockerfile"].place.path) == "app/Dockerfile"
    assert given["answer-dockerfile"].text == "FROM a"


def test_the_first_of_two_counts_and_it_is_said() -> None:
    """A doubled cell is answered by its first copy, with a note."""
    given = answers(Cell("answer-dockerfile", "", "one"), Cell("answer-dockerfile", "", "two"))
    assert given["answer-dockerfile"].text == "one"
    assert "2 times" in given["answer-dockerfile"].reason


def test_a_cell_that_lost_its_name_is_found_by_its_place() -> None:
    """Where an editor dropped nbgrader's metadata, the notebook format's own id finds the cell."""
    given = answers(Cell("", "answer-dockerfile", "one"), Cell("other", "answer-predictions", "two"))
    assert given["answer-dockerfile"].text == "one"
    assert given["answer-predictions"].text is None


def test_what_is_missing_too_long_or_no_text_has_a_reason() -> None:
    """An answer that cannot be used is none, and says why."""
    given = answers(
        Cell("answer-dockerfile", "", "x" * (MAX_ANSWER_BYTES + 1)), Cell("interview", "", "\ud800")
    )
    assert {name: (one.text, one.refused) for name, one in given.items()} == {
        "answer-dockerfile": (None, True),
        "answer-predictions": (None, False),
        "interview": (None, True),
    }
    assert all(one.reason for one in given.values())
