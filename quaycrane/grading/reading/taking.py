"""Lays out, for one submission, the clean folder that nbgrader grades in place of the submitted one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from quaycrane.grading.checking.scratch import write_answer
from quaycrane.grading.checking.work import Job, Tests
from quaycrane.grading.reading.answers import Answer, Slot
from quaycrane.grading.reading.exchanged import copy_notes
from quaycrane.grading.reading.jobs import job_of
from quaycrane.grading.reading.reader import find
from quaycrane.grading.reading.skeleton import filled

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
        found = find(submitted, name, blank.slots, alone=len(blanks) == 1)
        notebook = filled(blank.notebook, found.answers, found.notes, found.refused)
        job = None if found.refused else job_of(blank.tests, blank.slots, notebook.cells)
        yield Taken(name, notebook, found.answers, found.refused, job)


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


def _write_answers(clean: Path, answers: tuple[Answer, ...]) -> None:
    """Keep the answers as files too, for a person who looks into autograded/."""
    for answer in answers:
        if answer.slot.path is not None and answer.text is not None:
            write_answer(clean, str(answer.slot.path), answer.text)
