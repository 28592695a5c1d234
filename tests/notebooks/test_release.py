"""What learners get is what source/ generates, and gives nothing away."""

import filecmp
import shutil
from pathlib import Path

import pytest

from quaycrane.commands.units import generate
from quaycrane.grading.reading.answers import places_in
from quaycrane.kit import project_root
from tests.notebooks.units import UNITS, folder, notebook

every_unit = pytest.mark.parametrize("unit", UNITS)


def files(root: Path) -> set[str]:
    """Return the files below a folder."""
    return {str(path.relative_to(root)) for path in root.rglob("*") if path.is_file()}


@every_unit
def test_release_is_what_source_generates(unit: str, tmp_path: Path) -> None:
    """What is committed in release/ is byte by byte what nbgrader makes of source/."""
    shutil.copy(project_root() / "nbgrader_config.py", tmp_path)
    shutil.copytree(folder(unit), tmp_path / "source" / unit)
    for place in places_in(notebook(unit)):
        if place.path:  # as if somebody ran the unit where it is
            written = tmp_path / "source" / unit / place.path
            written.parent.mkdir(exist_ok=True)
            written.write_text("the solution")
    (tmp_path / "source" / unit / ".predictions.json").write_text("{}")
    made = generate(unit, tmp_path)
    assert files(made) == files(folder(unit, "release"))
    _, different, unreadable = filecmp.cmpfiles(made, folder(unit, "release"), files(made), shallow=False)
    assert not different
    assert not unreadable


@every_unit
def test_release_has_every_file_but_the_answers(unit: str) -> None:
    """What running the unit in source/ writes is ignored by git, and nothing else of it stays behind."""
    answers = {str(place.path) for place in places_in(notebook(unit)) if place.path}
    ignored = (folder(unit) / ".gitignore").read_text().splitlines()
    assert {f"/{path}" for path in answers} <= set(ignored)
    assert files(folder(unit)) - files(folder(unit, "release")) - answers == {".gitignore"}


@every_unit
def test_release_holds_no_solution_and_no_hidden_test(unit: str) -> None:
    """No line of a solution or hidden test of source/ is anywhere in the same cell of release/."""
    released = {cell.id: cell.source for cell in notebook(unit, "release").cells}
    for cell in notebook(unit).cells:
        secret = False
        for line in cell.source.splitlines():
            if line.startswith("### BEGIN"):
                secret = True
            elif line.startswith("### END"):
                secret = False
            elif secret:
                assert line not in released[cell.id].splitlines(), cell.id
    assert not any(word in text for text in released.values() for word in ("SOLUTION", "HIDDEN"))
