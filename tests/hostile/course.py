"""A small course for the hostile class: the checks of unit 03 that build and run, with short deadlines."""

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from quaycrane.commands.units import generate
from quaycrane.grading import Mark, Summary, Unit, answered, grade, isolation_of
from quaycrane.grading.checking.workers import LocalWorkers
from quaycrane.kit import project_root
from tests.grading.conftest import answer_cell, grade_cell
from tests.hostile.attack import HONEST, Attack
from tests.hostile.notebooks import NAME

UNIT = "03-layers-and-cache"  # by which the slots know which images they hold
HIDDEN = "secret_of_the_course"
"""A word that stands in the hidden tests only."""

_ORDER = "FROM alpine:3\nCOPY requirements.txt ./\nRUN echo pip install\nCOPY . .\nRUN echo build\n"
_SERVES = "checks.check('app', checks.serves_page(port=3000, contains='It works')).mark(3)"
_FORESEEN = "checks.check('.', checks.predicts('manifest first', 'no change')).mark(1)"
_SETTINGS = """
c.ExecuteChecks.cell_seconds = 60.0
c.ExecuteChecks.total_seconds = 120.0
c.ExecuteChecks.build_seconds = 25.0
c.ExecuteChecks.slot_memory_bytes = 400_000_000
c.ExecuteChecks.slot_processes = 200
c.ExecuteChecks.slot_disk_bytes = 700_000_000
"""


def course(root: Path, notebook: Any = None) -> Path:
    """Make the course in `root`; return its folder.

    Args:
        root: Where.
        notebook: The unit's notebook; None for the one that asks for a Dockerfile.
    """
    unit = root / "source" / UNIT
    shutil.copytree(project_root() / "source" / UNIT, unit, ignore=shutil.ignore_patterns("*.ipynb"))
    (unit / "orders" / "manifest-first.Dockerfile").write_text(_ORDER)
    shutil.copy(project_root() / "nbgrader_config.py", root)
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(_SETTINGS)
    nbformat.write(notebook or _notebook(), unit / f"{NAME}.ipynb")
    return root


def _notebook() -> Any:
    hidden = f"### BEGIN HIDDEN TESTS\n{HIDDEN} = checks.check('app', 'builds')\n### END HIDDEN TESTS\n"
    cells = [
        new_code_cell(
            "from quaycrane.units.layers_and_cache import checks", id="setup", metadata={"tags": ["setup"]}
        ),
        answer_cell("dockerfile", "%%dockerfile app/Dockerfile", HONEST),
        answer_cell("predictions", "%%answer predictions.yaml", "nothing: 0\n"),
        grade_cell("grade-builds", 2, "checks.check('app', 'builds').mark(2)"),
        grade_cell("grade-serves", 3, f"{hidden}{_SERVES}"),
        grade_cell("grade-predictions", 1, _FORESEEN),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def hand_in(root: Path, attacks: Iterable[Attack]) -> None:
    """Put submissions into ``submitted/``."""
    generate(UNIT, root)
    released = nbformat.read(root / "release" / UNIT / f"{NAME}.ipynb", as_version=4)
    for attack in attacks:
        notebook = answered(released, attack.answers)
        folder = root / "submitted" / attack.name / UNIT
        folder.mkdir(parents=True)
        if attack.spoil:
            attack.spoil(folder, notebook)
        if folder.is_dir() and not folder.is_symlink() and not list(folder.glob("*.ipynb")):
            nbformat.write(notebook, folder / f"{NAME}.ipynb")


def graded(root: Path, workers: int) -> Summary:
    """Grade all that was handed in, in that many slots."""
    unit = Unit(root, UNIT)
    return grade(unit, lambda _: None, workers=LocalWorkers(isolation_of(unit), workers))


def told(root: Path, mark: Mark) -> str:
    """Return all that a student is told: the outputs, the notes and the refusal."""
    path = root / "autograded" / mark.student / UNIT / f"{NAME}.ipynb"
    cells: list[Any] = nbformat.read(path, as_version=4).cells
    outputs = [output for cell in cells for output in cell.get("outputs", ())]
    shown = [str(output.get("data", {}).get("text/plain", output.get("text", ""))) for output in outputs]
    prose = [cell.source for cell in cells if cell.cell_type == "markdown"]
    missing = [cell.source for cell in cells if "missing" in cell.metadata.get("quaycrane", {})]
    return "\n".join([*shown, *prose, *missing, mark.refused])


def pages(root: Path) -> str:
    """Return the feedback of the whole class."""
    return "\n".join(path.read_text() for path in sorted((root / "feedback").rglob("*.html")))
