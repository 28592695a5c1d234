"""Answers are in the notebook and in files of their own, and stay the same."""

import os
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from quaycrane.course.answer_files import AnswerFiles

FILE = "app/Dockerfile"
STUB = "# YOUR ANSWER HERE"


def notebook(path: Path, dockerfile: str = STUB) -> Path:
    """Write a notebook with two answers and what is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    cells = [
        new_markdown_cell("# A unit"),
        new_code_cell(f"%%dockerfile {FILE}\n{dockerfile}"),
        new_code_cell("%%answer predictions.yaml\n# YOUR ANSWER HERE", outputs=[]),
        new_code_cell("%%dockerfile ../outside\nFROM alpine"),
        new_code_cell("print(1)"),
    ]
    nbformat.write(new_notebook(cells=cells), path)
    return path


@pytest.fixture
def answers(tmp_path: Path) -> AnswerFiles:
    """Answers of a learner, beside the unit as it was handed out."""
    return AnswerFiles(notebook(tmp_path / "work" / "a.ipynb"), notebook(tmp_path / "release" / "a.ipynb"))


def cell(answers: AnswerFiles) -> str:
    """Return the Dockerfile's cell as the notebook has it."""
    source: str = nbformat.read(answers._notebook, as_version=4).cells[1].source
    return source


def test_they_are_laid_out_below_the_unit_s_folder(answers: AnswerFiles) -> None:
    """Each cell's text is in the file that it names, and no cell leads out of the folder."""
    assert answers.lay_out() == [FILE, "predictions.yaml"]
    assert (answers.folder / FILE).read_text() == f"{STUB}\n"
    assert not (answers.folder.parent / "outside").exists()


def test_what_is_saved_is_in_the_notebook(answers: AnswerFiles) -> None:
    """A changed file becomes the cell's text, and everything else of the notebook stays."""
    answers.lay_out()
    before = nbformat.read(answers._notebook, as_version=4)
    (answers.folder / FILE).write_text("FROM alpine:3\n\nRUN ls\n")
    assert answers.put_back() == [FILE]
    assert answers.put_back() == []
    assert cell(answers) == f"%%dockerfile {FILE}\nFROM alpine:3\n\nRUN ls"
    after = nbformat.read(answers._notebook, as_version=4)
    assert [*before.cells[:1], *before.cells[2:]] == [*after.cells[:1], *after.cells[2:]]


@pytest.mark.parametrize("file_is_newer", [True, False])
def test_the_newer_of_two_is_taken(answers: AnswerFiles, *, file_is_newer: bool) -> None:
    """Where both were written, the newer one counts, and a file that loses is kept."""
    notebook(answers._notebook, "FROM debian:12")
    (answers.folder / "app").mkdir()
    (answers.folder / FILE).write_text("FROM alpine:3\n")
    moment = answers._notebook.stat().st_mtime + (10 if file_is_newer else -10)
    os.utime(answers.folder / FILE, (moment, moment))
    answers.lay_out()
    taken = "FROM alpine:3" if file_is_newer else "FROM debian:12"
    assert (answers.folder / FILE).read_text() == f"{taken}\n"
    assert cell(answers).endswith(taken)
    assert (answers.folder / ".before" / FILE).exists() is not file_is_newer


def test_one_begins_anew(answers: AnswerFiles) -> None:
    """The answer is as it was handed out, in both places, and what was written is kept."""
    answers.lay_out()
    (answers.folder / FILE).write_text("FROM alpine:3\n")
    answers.put_back()
    assert answers.reset(FILE)
    assert (answers.folder / FILE).read_text() == f"{STUB}\n"
    assert cell(answers).endswith(STUB)
    assert (answers.folder / ".before" / FILE).read_text() == "FROM alpine:3\n"
    assert not answers.reset("another")
