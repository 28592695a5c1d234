"""The wheel works under each Python that this machine has, and on a bare Debian."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from quaycrane.engine import Engine
from quaycrane.grading import answered
from tests.grading.conftest import CHECKS, NAME, RIGHT, UNIT, MiniCourse
from tests.setups.accounts import machine

PYTHONS = ("3.11", "3.12", "3.13", "3.14")
_GRADE = """
import sys
from pathlib import Path
from quaycrane.grading import Unit, grade
summary = grade(Unit(Path(sys.argv[1]), sys.argv[2]), lambda _: None)
print(*sys.version_info[:2], summary.failures, [mark.auto_points for mark in summary.marks])
"""


def python(version: str) -> str:
    """Return an interpreter of that version, empty where there is none."""
    names = [f"python{version}", *map(str, Path.home().glob(f".pyenv/versions/{version}.*/bin/python"))]
    for found in filter(None, map(shutil.which, names)):
        asked = [found, "-c", "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"]
        done = subprocess.run(asked, capture_output=True, text=True, check=False)
        if done.returncode == 0 and done.stdout.strip() == version:
            return found
    return ""


@pytest.mark.sampled(7)
@pytest.mark.timeout(600)
@pytest.mark.parametrize("version", PYTHONS)
def test_a_class_is_graded_under(wheel: Path, tmp_path: Path, version: str) -> None:
    """The wheel and the newest of what it needs are installed, and a class is graded with them."""
    found = python(version)
    if not found or version == "{}.{}".format(*sys.version_info[:2]):
        pytest.skip(f"no Python {version} here beside the one that runs the suite")
    place = tmp_path / "env"
    subprocess.run([found, "-m", "venv", str(place)], check=True)
    own = place / "bin" / "python"
    subprocess.run([own, "-m", "pip", "install", "-q", f"{wheel}[course]"], check=True, env=_plain(place))
    (tmp_path / "course").mkdir()
    course = MiniCourse(tmp_path / "course", CHECKS)
    course.nbgrader("generate_assignment", UNIT)
    made = answered(course.release(), {"app/Dockerfile": RIGHT, "predictions.yaml": "nothing: 0\n"})
    nbformat.write(made, course.folder("ann") / f"{NAME}.ipynb")
    program = tmp_path / "grade.py"
    program.write_text(
        f"if __name__ == '__main__':\n    {_GRADE.strip().replace(chr(10), chr(10) + '    ')}\n"
    )
    done = subprocess.run(
        [own, str(program), str(course.root), UNIT],
        cwd=tmp_path, env=_plain(place), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == f"{version.replace('.', ' ')} {{}} [6.0]\n", done.stderr[-3000:]


def _plain(place: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "JUPYTER"))}
    return {
        **kept,
        **MiniCourse.engine_environment,
        "PATH": f"{place / 'bin'}{os.pathsep}{os.environ['PATH']}",
    }


@pytest.mark.engine
@pytest.mark.sampled(7)
@pytest.mark.timeout(900)
def test_a_bare_debian_gets_a_course_that_grades(engine: Engine, wheel: Path) -> None:
    """With the wheel installed there `quaycrane init` lays a course out, and its demo grades a class."""
    with machine(engine) as here:
        here.bring(wheel)
        here.run(f"python -m pip install --no-deps --no-index -q /machine/{wheel.name}")
        here.run("rm $(python -c 'import site; print(site.getsitepackages()[0])')/quaycrane.pth")
        assert "site-packages" in here.run("cd / && python -c 'import quaycrane; print(quaycrane.__file__)'")
        here.run("quaycrane init course")
        said = here.run("cd course && quaycrane demo 03-layers-and-cache")
        assert "submissions graded by nbgrader" in said
        assert "quaycrane lab" in said
        assert "./course" not in said
        assert "reference" in here.run("cat course/demo/grades.csv")
