"""Takes what is graded of one submission, and fills the notebook of source/ with it."""

import html
import io
import tarfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import SaveCells
from nbgrader.utils import is_grade, is_solution
from traitlets.utils.importstring import import_item

from quaycrane.errors import InputError
from quaycrane.grading.checking.aside import AsideError, aside
from quaycrane.grading.checking.kernel import Limits
from quaycrane.grading.checking.perform import unit_files
from quaycrane.grading.checking.work import CheckCell, Job, Tests
from quaycrane.grading.reading.answers import Answer, Place, Submission, printable, read, take

MARK = "quaycrane"
"""The key of our metadata in an autograded notebook and its cells."""

NOTICE = "quaycrane-notice"
"""The id of the cell that tells how a submission was read."""


def read_source(path: Path) -> Any:  # noqa: ANN401 - nbformat is untyped
    """Return an instructor's notebook.

    Raises:
        InputError: It is missing or no notebook.
    """
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, ValueError, nbformat.ValidationError) as error:
        raise InputError(f"{path} is no notebook", why=str(error)[:200]) from None


def skeleton(source: Any, converter: Any, notebook: str) -> Any:  # noqa: ANN401 - nbgrader is untyped
    """Return a copy of an instructor's notebook as nbgrader saved it in the gradebook.

    Solutions are replaced by stubs, hidden tests are still there: what every preprocessor that
    generate_assignment runs before SaveCells makes of it, under the course's own settings. So
    nbgrader's checksums agree, and it sees which answers are untouched.

    Args:
        source: The instructor's notebook.
        converter: nbgrader's converter, for its settings.
        notebook: The notebook's name.
    """
    made, resources = nbformat.from_dict(source), {"nbgrader": {"notebook": notebook}}
    for named in GenerateAssignment(coursedir=converter.coursedir, parent=converter).preprocessors:
        step = import_item(named) if isinstance(named, str) else named
        if step is SaveCells:
            break
        made, resources = step(parent=converter)(made, resources)
    return made


def filled(blank: Any, answers: Iterable[Answer], notes: Sequence[str], refused: str = "") -> Any:  # noqa: ANN401
    """Return a copy of a skeleton that holds a student's answers.

    Args:
        blank: The skeleton.
        answers: What was taken; a place without text keeps its stub.
        notes: What a reader of the feedback should know about the taking.
        refused: Why the submission as a whole was not read.
    """
    made = nbformat.from_dict(blank)
    given = {answer.place.grade_id: answer for answer in answers}
    for cell in made.cells:
        answer = given.get(cell.metadata.get("nbgrader", {}).get("grade_id", ""))
        if answer is None:
            continue
        first = f"{answer.place.first_line}\n" if answer.place.path else ""
        if answer.text is not None:
            cell.source = first + answer.text
        elif answer.place.path is None:  # a missing one keeps its stub, which nbgrader marks 0
            cell.source = f"*{answer.reason}*" if answer.refused else cell.source
        else:
            cell.source = f"{first}# {answer.reason}"
            cell.metadata[MARK] = {"missing": answer.reason}
    made.metadata[MARK] = {"refused": refused, "notes": list(notes)}
    if refused or notes:
        made.cells.insert(0, _notice(notes, refused))
    return made


def _notice(notes: Sequence[str], refused: str) -> Any:  # noqa: ANN401 - nbformat is untyped
    """Return the cell that tells a student how the submission was read; the words may quote a file's name."""
    lines = [f"**This submission could not be graded.** {html.escape(refused)}"] if refused else []
    lines += ["**How this submission was read**"] if notes else []
    lines += [f"- {html.escape(note)}" for note in notes]
    return nbformat.v4.new_markdown_cell("\n\n".join(lines[:1]) + "\n\n" + "\n".join(lines[1:]), id=NOTICE)


def tests_of(path: Path, notebook: Any, ignore: Iterable[str], limits: Limits, version: str) -> Tests:  # noqa: ANN401
    """Return what submissions of a notebook are put to.

    Args:
        path: ``source/<unit>/<name>.ipynb``.
        notebook: Its content, hidden tests included.
        ignore: Names of files and folders that are no part of a unit, as patterns.
        limits: The deadlines.
        version: See `Tests`.
    """
    unit = path.parent
    setup = tuple(cell.source for cell in notebook.cells if "setup" in cell.metadata.get("tags", []))
    checks = tuple(
        CheckCell(cell.metadata.nbgrader.grade_id, cell.source, float(cell.metadata.nbgrader.points))
        for cell in notebook.cells
        if cell.cell_type == "code" and is_grade(cell) and not is_solution(cell)
    )
    return Tests(unit.name, path.stem, setup, checks, _packed(unit, ignore), limits, version)


def _packed(unit: Path, ignore: Iterable[str]) -> bytes:
    """Return the unit's own files as an archive that is the same for the same files."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in unit_files(unit, ignore):
            entry = tarfile.TarInfo(path.relative_to(unit).as_posix())
            content = path.read_bytes()
            entry.size, entry.mode = len(content), path.stat().st_mode & 0o777 | 0o600
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


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
