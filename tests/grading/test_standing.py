"""What was marked by hand stands where a submission is graded again."""

from pathlib import Path

import nbformat
from nbgrader.api import Gradebook

from quaycrane.grading import CellMark, marks
from tests.grading.conftest import NAME, UNIT, MiniCourse

WORDS = {"ann": "A layer is a step.", "bob": "A layer is a file."}


def _hand_in(course: MiniCourse, student: str, words: str) -> None:
    path = course.submit(student)
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].source = words
    nbformat.write(notebook, path)


def _interviews(course: MiniCourse) -> dict[str, CellMark]:
    return {mark.student: mark.cells["interview"] for mark in marks(course.unit)}


def _mark_by_hand(root: Path, student: str) -> None:
    with Gradebook(f"sqlite:///{root / 'gradebook.db'}") as gradebook:
        grade = gradebook.find_grade("interview", NAME, UNIT, student)
        grade.manual_score, grade.needs_manual_grade = 3.0, False
        gradebook.db.commit()


def test_a_mark_by_hand_stands_while_its_words_do(course: MiniCourse) -> None:
    """Nobody has to look at the same words again; at others, or where none can be compared, one has."""
    for student, words in WORDS.items():
        _hand_in(course, student, words)
    course.autograde()
    for student in WORDS:
        _mark_by_hand(course.root, student)
    _hand_in(course, "bob", "A layer is a commit.")
    for _ in range(2):
        course.autograde()
        found = _interviews(course)
        assert {name: one.needs_look for name, one in found.items()} == {"ann": False, "bob": True}
        assert found["ann"].points == 3.0
    (course.root / "autograded" / "ann" / UNIT / f"{NAME}.ipynb").write_text('{"cells": [')
    course.autograde()
    assert _interviews(course)["ann"].needs_look, "a run was killed while it wrote what was graded"
