"""Takes one submission, and lays out the clean folder that nbgrader grades in place of the submitted one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat

from quaycrane.grading.checking.scratch import write_answer
from quaycrane.grading.checking.work import Job, Tests
from quaycrane.grading.reading.answers import Answer, Place
from quaycrane.grading.reading.exchanged import copy_notes
from quaycrane.grading.reading.reader import find
from quaycrane.grading.reading.skeleton import filled

REFUSED = "REFUSED.txt"
"""The file in ``autograded/<student>/<unit>/`` that says why a submission was not read."""


@dataclass(frozen=True)
class Blank:
    """A notebook of a unit, ready to be filled with answers.

    Attributes:
        notebook: The instructor's notebook with stubs for solutions.
        places: Where a student answers.
        tests: What the answers are put to.
    """

    notebook: Any
    places: tuple[Place, ...]
    tests: Tests


@dataclass(frozen=True)
class Taken:
    """What was taken of one notebook of a submission: small enough to be kept for a whole class.

    Attributes:
        name: The notebook's name, without suffix.
        tests: What the answers are put to.
        answers: Those found.
        notes: What was unusual about the submission, as sentences.
        refused: Why nothing was read, empty when it was.
    """

    name: str
    tests: Tests
    answers: tuple[Answer, ...]
    notes: tuple[str, ...]
    refused: str

    @cached_property
    def job(self) -> Job | None:
        """The work of checking it; None where nothing was read."""
        files = (answer for answer in self.answers if answer.place.path is not None)
        return None if self.refused else Job(self.tests, tuple((str(a.place.path), a.text) for a in files))


def take_all(submitted: Path, blanks: Mapping[str, Blank]) -> tuple[Taken, ...]:
    """Take what is graded of one submission, a notebook each; `submitted` is only read.

    Args:
        submitted: ``submitted/<student>/<unit>``.
        blanks: By name of the notebook, without suffix.
    """
    alone = len(blanks) == 1
    found = (
        (name, blank, find(submitted, name, blank.places, alone=alone)) for name, blank in blanks.items()
    )
    return tuple(Taken(name, blank.tests, one.answers, one.notes, one.refused) for name, blank, one in found)


def lay_out(
    submitted: Path, clean: Path, all_taken: Iterable[Taken], blanks: Mapping[str, Blank]
) -> list[Path]:
    """Write what is graded of one submission, and nothing else of it.

    That is one notebook per blank, the answers as files, what the exchange noted, and REFUSED.txt
    with the reasons where a notebook could not be read.

    Args:
        submitted: ``submitted/<student>/<unit>``.
        clean: A folder that does not exist yet.
        all_taken: What was taken of it.
        blanks: By name of the notebook, without suffix.

    Returns:
        The notebooks written.
    """
    clean.mkdir(parents=True)
    written, refusals = [], []
    for one in all_taken:
        path = clean / f"{one.name}.ipynb"
        nbformat.write(filled(blanks[one.name].notebook, one.answers, one.notes, one.refused), path)
        _write_answers(clean, one.answers)
        written.append(path)
        refusals += [f"{one.name}: {one.refused}"] if one.refused else []
    if refusals:
        (clean / REFUSED).write_text("\n".join(refusals) + "\n", encoding="utf-8")
    copy_notes(submitted, clean)
    return written


def _write_answers(clean: Path, answers: tuple[Answer, ...]) -> None:
    """Keep the answers as files too, for a person who looks into autograded/."""
    for answer in answers:
        if answer.place.path is not None and answer.text is not None:
            write_answer(clean, str(answer.place.path), answer.text)
