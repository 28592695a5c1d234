"""Takes one submission, and lays out the clean folder that nbgrader grades in place of the submitted one."""

import re
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.utils import parse_utc

from quaycrane.errors import InputError
from quaycrane.grading.checking.aside import AsideError, aside
from quaycrane.grading.checking.perform import write_answer
from quaycrane.grading.checking.work import Job, Tests
from quaycrane.grading.reading.answers import Answer, Place, Submission, printable, read, read_regular, take
from quaycrane.grading.reading.source import filled


@dataclass(frozen=True)
class Found:
    """What a submission holds for one notebook.

    Attributes:
        answers: One for each place, none where nothing was read.
        notes: What was unusual about it, as sentences.
        refused: Why nothing was read, empty when it was.
    """

    answers: tuple[Answer, ...] = ()
    notes: tuple[str, ...] = ()
    refused: str = ""


def find(submitted: Path, name: str, places: Sequence[Place], *, alone: bool) -> Found:
    """Return what answers a notebook; whatever lies there, this neither hangs nor eats memory.

    Args:
        submitted: ``submitted/<student>/<unit>``, which is only read.
        name: The notebook's name, without suffix.
        places: Where a student answers.
        alone: Whether the unit has no other notebook.
    """
    try:
        return aside(_find, submitted, name, tuple(places), alone)
    except AsideError as error:
        return Found(refused=f"The notebook could not be read. {error}")


def _find(submitted: Path, name: str, places: tuple[Place, ...], alone: bool) -> Found:  # noqa: FBT001
    try:
        submission, notes = _read(submitted, name, alone=alone)
    except InputError as error:
        return Found(refused=str(error))
    answers = take(submission, places)
    said = (answer.reason for answer in answers if answer.reason)
    return Found(answers, (*notes, *submission.notes, *said))


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


TIMESTAMP, SECRET = "timestamp.txt", "submission_secret.txt"

_MAX_BYTES = 1024
# a zone is a number or a name: nbgrader would open a file of that path
_ZONE = r" ?[+-]\d\d:?\d\d| ?[A-Za-z_]+(?:/[A-Za-z_]+)*"
_TIME = re.compile(rf"\d{{4}}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{{1,9}})?(?:{_ZONE})?")
_SECRET = re.compile(r"[!-~]{16,256}")


def copy_notes(submitted: Path, clean: Path) -> None:
    """Write the time of a submission and its secret into the folder that is graded.

    nbgrader's `release_feedback` opens both for every student, and stops at the first who has none. So a
    submission that came by another way has an empty time, which means that none is known, and a secret
    that nobody knows: its feedback is found by nobody in the exchange.

    Args:
        submitted: ``submitted/<student>/<unit>``.
        clean: The folder that stands in for it.
    """
    (clean / TIMESTAMP).write_text(submitted_at(submitted), encoding="utf-8")
    secret_given = _text(submitted / SECRET)
    secret = secret_given if _SECRET.fullmatch(secret_given) else secrets.token_hex(64)
    (clean / SECRET).write_text(secret, encoding="utf-8")


def submitted_at(submitted: Path) -> str:
    """Return when a submission was handed in, as nbgrader writes it in UTC; nothing where nobody can tell."""
    text = _text(submitted / TIMESTAMP)
    if not _TIME.fullmatch(text):
        return ""
    try:
        return f"{parse_utc(text)} UTC"
    except (ValueError, OverflowError):
        return ""


def _text(path: Path) -> str:
    try:
        return read_regular(path, _MAX_BYTES).decode().strip()
    except (InputError, UnicodeDecodeError):
        return ""


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
