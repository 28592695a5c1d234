"""Fills submitted/ with a class made of the example answers."""

import shutil
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from quaycrane.errors import InputError
from quaycrane.grading.reading.answers import Place, places_in
from quaycrane.grading.reading.malformed import MALFORMED

_ABOUT = "case.toml"


@dataclass(frozen=True)
class Case:
    """An example answer.

    Attributes:
        name: The folder's name; the student is called so.
        title: What it shows, one sentence.
        fails: The names of exactly the checks that must fail.
        malformed: What is wrong with the file itself, a key of `MALFORMED`; empty for nothing.
        answers: The answers' texts by file name, without those that stay untouched.
    """

    name: str
    title: str
    fails: tuple[str, ...]
    malformed: str
    answers: Mapping[str, str]


def cases(answers: Path) -> tuple[Case, ...]:
    """Return the example answers of a unit, by name.

    Args:
        answers: ``answers/<unit>``, one folder for each case: its files, and a case.toml with ``title``,
            ``fails``, ``malformed`` and ``like``, the case of which it has every file but its own.

    Raises:
        InputError: A case.toml is missing or wrong.
    """
    return tuple(_case(folder) for folder in sorted(answers.iterdir()) if folder.is_dir())


def answered(release: Any, answers: Mapping[str, str]) -> Any:  # noqa: ANN401 - nbformat is untyped
    """Return a copy of a released notebook with answers in its answer cells.

    A file answers the cell whose magic names it, by its path or, when that is unmistakable, its name; a
    ``.md`` file answers the prose cell of that name, or the only one.

    Args:
        release: The notebook.
        answers: The answers' texts by file name.

    Raises:
        InputError: A file answers nothing.
    """
    made = nbformat.from_dict(release)
    places = places_in(made)
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in made.cells}
    for name, text in answers.items():
        place = place_of(name, places)
        if place is None:
            raise InputError(f"The file {name} of an example answer answers no cell")
        cells[place.grade_id].source = f"{place.first_line}\n{text}" if place.path else text
    return made


def hand_in(root: Path, unit: str, student: str, answers: Mapping[str, str], malformed: str = "") -> Path:
    """Make ``submitted/<student>/<unit>/``, in place of what was there, and return it.

    Args:
        root: The folder of nbgrader_config.py; the unit's release must be generated.
        unit: The unit's name.
        student: nbgrader's id of the student.
        answers: The answers' texts by file name; what is not there stays as it was released.
        malformed: What is wrong with the file itself, a key of `MALFORMED`; empty for nothing.

    Raises:
        InputError: A file answers nothing.
    """
    folder = root / "submitted" / student / unit
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in sorted((root / "release" / unit).glob("*.ipynb")):
        notebook = answered(nbformat.read(path, as_version=4), answers)
        if malformed:
            MALFORMED[malformed](folder, path.name, notebook)
        else:
            nbformat.write(notebook, folder / path.name)
    return folder


def fill(root: Path, unit: str, answers_dir: Path, only: Collection[str] = ()) -> tuple[Case, ...]:
    """Hand in each example answer, under its own name.

    Args:
        root: The folder of nbgrader_config.py; the unit's release must be generated.
        unit: The unit's name.
        answers_dir: ``answers/<unit>``.
        only: Names of the cases to take; all when empty.

    Returns:
        The cases, one for each student.
    """
    taken = tuple(case for case in cases(answers_dir) if not only or case.name in only)
    for case in taken:
        hand_in(root, unit, case.name, case.answers, case.malformed)
    return taken


def _case(folder: Path) -> Case:
    try:
        about = tomllib.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        title, fails = str(about["title"]), tuple(str(name) for name in about.get("fails", ()))
    except (OSError, KeyError, tomllib.TOMLDecodeError) as error:
        raise InputError(f"The example answer {folder.name} has no proper {_ABOUT}", why=str(error)) from None
    malformed = str(about.get("malformed", ""))
    if malformed and malformed not in MALFORMED:
        raise InputError(
            f"The example answer {folder.name} is malformed as {malformed!r}",
            fix=f"Use one of {', '.join(MALFORMED)}",
        )
    like = str(about.get("like", ""))
    if like and not (folder.parent / like / _ABOUT).is_file():
        raise InputError(f"The example answer {folder.name} is like {like!r}, which is not there")
    texts = _texts(folder.parent / like) if like else {}
    return Case(folder.name, title, fails, malformed, texts | _texts(folder))


def _texts(folder: Path) -> dict[str, str]:
    """Return the files of a case by name; of bytes, because line ends may be the point of it."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _ABOUT)
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in files}


def place_of(name: str, places: tuple[Place, ...]) -> Place | None:
    """Return the place that a file of an example answer answers, None where it answers none."""
    exact = [place for place in places if str(place.path) == name]
    named = [place for place in places if place.path and place.path.name == Path(name).name]
    prose = [place for place in places if place.path is None] if name.endswith(".md") else []
    stem = [place for place in prose if place.grade_id == Path(name).stem]
    for candidates in (exact, named, stem, prose):
        if len(candidates) == 1:
            return candidates[0]
    return None
