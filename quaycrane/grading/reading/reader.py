"""Finds what of a submission answers a notebook, or why nothing of it can."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from quaycrane.errors import InputError
from quaycrane.grading.checking.aside import AsideError, aside
from quaycrane.grading.reading.answers import Answer, Place, take
from quaycrane.grading.reading.submission import Submission, printable, read


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
