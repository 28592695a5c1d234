"""Lays out, for one submission, the clean folder that nbgrader grades in place of the submitted one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from quaycrane.errors import InputError
from quaycrane.grading.answers import Answer, Slot, take
from quaycrane.grading.exchanged import copy_notes
from quaycrane.grading.scratch import write_answer
from quaycrane.grading.skeleton import filled
from quaycrane.grading.submission import Submission, printable, read
from quaycrane.grading.work import Job, Tests, job_of

REFUSED = "REFUSED.txt"
"""The file in ``autograded/<student>/<unit>/`` that says why a submission was not read."""


@dataclass(frozen=True)
class Blank:
    """A notebook of a unit, ready to be filled with answers.

    Attributes:
        notebook: The instructor's notebook with stubs for solutions.
        slots: Where a student answers.
        tests: What the answers are put to.
    """

    notebook: Any
    slots: tuple[Slot, ...]
    tests: Tests


@dataclass(frozen=True)
class Taken:
    """What was taken of one notebook of a submission.

    Attributes:
        name: The notebook's name, without suffix.
        notebook: The instructor's notebook with the answers in it.
        answers: Those found.
        refused: Why nothing was read, empty when it was.
        job: The work of checking it; None where nothing was read.
    """

    name: str
    notebook: Any
    answers: tuple[Answer, ...]
    refused: str
    job: Job | None


def taken(submitted: Path, blanks: Mapping[str, Blank]) -> Iterator[Taken]:
    """Yield what is graded of one submission, a notebook at a time; `submitted` is only read.

    Args:
        submitted: ``submitted/<student>/<unit>``.
        blanks: By name of the notebook, without suffix.
    """
    for name, blank in blanks.items():
        answers: tuple[Answer, ...] = ()
        notes: tuple[str, ...] = ()
        refused = ""
        try:
            submission, found_notes = _read(submitted, name, alone=len(blanks) == 1)
            answers = take(submission, blank.slots)
            notes = (*found_notes, *submission.notes, *(a.reason for a in answers if a.reason))
        except InputError as error:
            refused = str(error)
        notebook = filled(blank.notebook, answers, notes, refused)
        job = None if refused else job_of(blank.tests, blank.slots, notebook.cells)
        yield Taken(name, notebook, answers, refused, job)


def lay_out(submitted: Path, clean: Path, blanks: Mapping[str, Blank]) -> list[tuple[Path, Job | None]]:
    """Write what is graded of one submission, and nothing else of it.

    That is one notebook per blank, the answers as files, what the exchange noted, and REFUSED.txt
    with the reasons where a notebook could not be read.

    Args:
        submitted: ``submitted/<student>/<unit>``.
        clean: A folder that does not exist yet.
        blanks: By name of the notebook, without suffix.

    Returns:
        The notebooks written, each with the work of checking it.
    """
    clean.mkdir(parents=True)
    written, refusals = [], []
    for one in taken(submitted, blanks):
        path = clean / f"{one.name}.ipynb"
        nbformat.write(one.notebook, path)
        _write_answers(clean, one.answers)
        written.append((path, one.job))
        refusals += [f"{one.name}: {one.refused}"] if one.refused else []
    if refusals:
        (clean / REFUSED).write_text("\n".join(refusals) + "\n", encoding="utf-8")
    copy_notes(submitted, clean)
    return written


def _read(submitted: Path, name: str, *, alone: bool) -> tuple[Submission, tuple[str, ...]]:
    """Return a submitted notebook; one under another name counts when it can only be meant for this one."""
    if submitted.is_symlink() or submitted.parent.is_symlink():
        raise InputError("The submission is a link", why="Links in a submission are not followed")
    expected = submitted / f"{name}.ipynb"
    others = sorted(submitted.glob("*.ipynb"))
    if expected in others:
        return read(expected), ()
    if not others:
        raise InputError(
            "There is no notebook in the submission", fix=f"Submit the folder that holds {expected.name}"
        )
    if not alone or len(others) > 1:
        raise InputError(f"There is no {expected.name} in the submission", fix="Keep the notebook's name")
    return read(others[0]), (f"The notebook is called {printable(others[0])}, not {expected.name}.",)


def _write_answers(clean: Path, answers: tuple[Answer, ...]) -> None:
    """Keep the answers as files too, for a person who looks into autograded/."""
    for answer in answers:
        if answer.slot.path is not None and answer.text is not None:
            write_answer(clean, str(answer.slot.path), answer.text)
