"""Two units cut down to what an hour and a week need, and a class that is given one of them."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from quaycrane.kit import project_root
from tests.grading.exchange import UNIT as MINI
from tests.grading.exchange import Person, classroom

_ALWAYS = ("title", "setup", "explorer", "exercise-interview", "interview", "clean")
_HIDDEN = '### BEGIN HIDDEN TESTS\nreport += checks.check("app", "{}")\n### END HIDDEN TESTS\nreport.mark('


@dataclass(frozen=True)
class Hour:
    """What somebody does with a unit in an hour.

    Attributes:
        unit: The unit.
        title: Its title.
        kept: The ids of the cells that are kept beside set-up, explorer and interview.
        before: Those that are run before something is foreseen.
        foreseen: The one that asks for a number, and the one that settles it.
        keys: What is used of the explorer: role and name, each with the keys that are pressed.
        told: What the explorer tells then.
        answer: The answer's cell, and the first line in it.
        slip: Words of the right answer, and what a learner writes in their place.
        grade: The cell that marks it.
        points: What that gives.
        hidden: A check that an instructor adds, and that asks too much.
    """

    unit: str
    title: str
    kept: tuple[str, ...]
    before: tuple[str, ...]
    foreseen: tuple[str, str]
    keys: tuple[tuple[str, str, tuple[str, ...]], ...]
    told: str
    answer: tuple[str, str]
    slip: tuple[str, str]
    grade: str
    points: int
    hidden: str

    @property
    def name(self) -> str:
        """The notebook's."""
        return self.unit.partition("-")[2]

    @property
    def right(self) -> str:
        """The reference answer."""
        file = Path(self.answer[1]).name
        return (project_root() / "answers" / self.unit / "reference" / file).read_text(encoding="utf-8")

    @property
    def wrong(self) -> str:
        """The answer with the slip."""
        return self.right.replace(*self.slip)


HOURS = (
    Hour(
        unit="03-layers-and-cache",
        title="Layers and cache",
        kept=(
            "first-result",
            "stack-foresee",
            "stack-layers",
            "exercise-dockerfile",
            "dockerfile",
            "grade-practices",
        ),
        before=("first-result",),
        foreseen=("stack-foresee", "stack-layers"),
        keys=(("radio", "source edit", ("ArrowDown",)), ("button", "Build and compare", ("Space",))),
        told="You foresaw",
        answer=("dockerfile", "%%dockerfile app/Dockerfile"),
        slip=('CMD ["node", "dist/server.js"]', "CMD node dist/server.js"),
        grade="grade-practices",
        points=2,
        hidden="healthcheck-said",
    ),
    Hour(
        unit="07-compose",
        title="Compose",
        kept=("read-foresee", "read-beside", "exercise-compose", "compose", "grade-token"),
        before=(),
        foreseen=("read-foresee", "read-beside"),
        keys=(("textbox", "Who starts first?", ("d", "b")),),
        told="✓ db is among the first",
        answer=("compose", "%%compose app/compose.yaml"),
        slip=("    secrets: [token]", "    secret: [token]"),
        grade="grade-token",
        points=2,
        hidden="restart-policy-set",
    ),
)


def hand_out(place: Path, hour: Hour, engine: Mapping[str, str]) -> tuple[Person, Person, Person]:
    """Make a class of an instructor and two students, and hand the unit out to both.

    Args:
        place: Where they have their folders.
        hour: What is handed out.
        engine: What leads their programs to an engine.
    """
    instructor, ann, bob = classroom(place, engine)
    shutil.rmtree(instructor.root / "source" / MINI)
    unit = instructor.root / "source" / hour.unit
    shutil.copytree(project_root() / "source" / hour.unit, unit)
    notebook = nbformat.read(unit / f"{hour.name}.ipynb", as_version=4)
    notebook.cells = [cell for cell in notebook.cells if cell.id in (*_ALWAYS, *hour.kept)]
    nbformat.write(notebook, unit / f"{hour.name}.ipynb")
    _edit(instructor, hour, "report.mark(", _HIDDEN.format(hour.hidden))
    for command in ("generate_assignment", "release_assignment"):
        instructor.nbgrader(command, hour.unit)
    for student in (ann, bob):
        student.nbgrader("fetch_assignment", hour.unit)
    return instructor, ann, bob


def mend(instructor: Person, hour: Hour) -> None:
    """Take the check that asks too much out of the source again."""
    _edit(instructor, hour, _HIDDEN.format(hour.hidden), "report.mark(")


def _edit(instructor: Person, hour: Hour, old: str, new: str) -> None:
    path = instructor.root / "source" / hour.unit / f"{hour.name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cell = _cells(notebook)[hour.grade]
    assert old in cell.source
    cell.source = cell.source.replace(old, new)
    nbformat.write(notebook, path)


def hand_in(student: Person, hour: Hour) -> None:
    """Hand in the answer with the slip, at a shell."""
    path = student.root / "work" / hour.unit / f"{hour.name}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    cells = _cells(notebook)
    cells[hour.answer[0]].source = f"{hour.answer[1]}\n{hour.wrong}"
    cells["interview"].source = f"{student.name} has words, too."
    nbformat.write(notebook, path)
    student.nbgrader("submit", hour.unit)


def _cells(notebook: Any) -> dict[str, Any]:
    return {cell.id: cell for cell in notebook.cells}
