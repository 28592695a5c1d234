"""Makes a new unit: a notebook, a package, tests and example answers, which an author fills."""

import argparse
import re
import shutil
from collections.abc import Iterable
from pathlib import Path
from string import Template

import nbformat
from rich.console import Console
from rich.markup import escape

from quaycrane.commands.course import course_around, shown
from quaycrane.commands.skeleton_cells import notebook_of
from quaycrane.commands.units import generate
from quaycrane.errors import InputError
from quaycrane.kit import project_root
from quaycrane.units import package_name

_SKELETON = Path(__file__).with_name("skeleton")
_OF_A_COURSE = Path(__file__).with_name("course_skeleton")
_NAME = re.compile(r"\d\d-[a-z][a-z0-9]*(-[a-z0-9]+)*")


def run_new_unit(console: Console, chosen: argparse.Namespace) -> int:
    """Make the unit that was named; return the exit code.

    In the project's clone that is one with a package and tests of its own; in a course elsewhere a notebook.
    """
    course = course_around(Path.cwd())
    return (
        new_unit(console, chosen.unit) if course == project_root() else unit_of(console, chosen.unit, course)
    )


def unit_of(console: Console, unit: str, course: Path) -> int:
    """Make a unit of an instructor's own course: a notebook that asks public checks, and its application.

    Args:
        console: Where to tell of it.
        unit: Its name, such as ``05-volumes``.
        course: The course's folder.

    Raises:
        InputError: The name is none for a unit, or its number or name is taken.
        QuaycraneError: nbgrader refused to make ``release/`` of it.
    """
    _check(unit, course, (f"source/{unit}",))
    folder = course / "source" / unit
    shutil.copytree(_OF_A_COURSE / "app", folder / "app")
    cells = Template((_OF_A_COURSE / "notebook.cells").read_text(encoding="utf-8")).substitute(_words(unit))
    nbformat.write(notebook_of(cells), folder / f"{unit[3:]}.ipynb")
    console.print(
        f"[green]✓[/] {escape(shown(folder))}",
        f"[green]✓[/] {escape(shown(generate(unit, course)))}",
        sep="\n",
    )
    console.print("Next: fill the cells, and run [bold]quaycrane release[/]")
    return 0


def new_unit(console: Console, unit: str, root: Path | None = None) -> int:
    """Make a unit that passes every test, and say what to fill; return the exit code.

    Args:
        console: Where to tell of it.
        unit: Its name, such as ``05-volumes``.
        root: The project's folder; None is the one that the package came with.

    Raises:
        InputError: The name is none for a unit, or its number, its package or its name is taken.
        QuaycraneError: nbgrader refused to make ``release/`` of it.
    """
    root = root or project_root()
    _check(unit, root, _places(unit).values())
    for template in sorted(path for path in _SKELETON.rglob("*") if path.is_file()):
        _write(template, unit, root)
    generate(unit, root)
    for place in _places(unit).values():
        console.print(f"[green]✓[/] {place}")
    console.print(f"Next: fill the cells, and run [bold]./course test -k {unit}[/]")
    return 0


def _places(unit: str) -> dict[str, str]:
    """Return where each part of the skeleton goes."""
    package = package_name(unit)
    return {
        "source": f"source/{unit}",
        "answers": f"answers/{unit}",
        "package": f"quaycrane/units/{package}",
        "tests": f"tests/units/{package}",
    }


def _check(unit: str, root: Path, places: Iterable[str]) -> None:
    if not _NAME.fullmatch(unit):
        raise InputError(
            f"{unit!r} is no name for a unit", fix="Two digits and words with hyphens, such as 05-volumes"
        )
    taken = [place for place in places if (root / place).exists()]
    taken += [path.name for path in (root / "source").glob(f"{unit[:2]}-*")]
    if taken:
        raise InputError(f"There is a unit {taken[0]} already", fix="Take another number and another name")


def _words(unit: str) -> dict[str, str]:
    """Return what a skeleton names by words of its own."""
    return {
        "unit": unit,
        "number": unit[:2],
        "title": unit[3:].replace("-", " ").capitalize(),
        "package": package_name(unit),
        "claim": f"T{unit[:2]}",
    }


def _write(template: Path, unit: str, root: Path) -> None:
    part, *rest = template.relative_to(_SKELETON).parts
    words = _words(unit)
    target = root.joinpath(_places(unit)[part], *rest)
    target.parent.mkdir(parents=True, exist_ok=True)
    text = Template(template.read_text(encoding="utf-8")).substitute(words)
    if target.suffix == ".cells":
        nbformat.write(notebook_of(text), target.with_name(f"{unit[3:]}.ipynb"))
    else:
        target.with_name(target.name.removesuffix(".txt")).write_text(text, encoding="utf-8")
