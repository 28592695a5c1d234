"""A small course with one unit, for driving nbgrader's real commands."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from quaycrane.engine import Engine
from quaycrane.grading import Unit, answered

REPOSITORY = Path(__file__).parents[2]
UNIT = "01-mini"
NAME = "mini"

RIGHT = "FROM node:24-alpine\nCOPY package.json ./\nRUN npm ci\n"
PREDICTIONS = "nothing: 0\n"


WORKER = "int(open('/proc/%d/comm' % os.getppid()).read().rpartition('-')[2])"
"""What gives, in a check, the worker: the process of which the kernel is a fork is named after it."""


def nbgrader_metadata(grade_id: str, **settings: Any) -> dict[str, Any]:
    """Return a cell's nbgrader metadata."""
    base = {"schema_version": 3, "grade": False, "solution": False, "locked": False, "task": False}
    return {"nbgrader": {**base, "grade_id": grade_id, **settings}}


def grade_cell(grade_id: str, points: float, source: str) -> Any:
    """Return a grade cell."""
    settings = {"grade": True, "locked": True, "points": points}
    return new_code_cell(source, id=grade_id, metadata=nbgrader_metadata(grade_id, **settings))


def answer_cell(grade_id: str, first: str, solution: str) -> Any:
    """Return an answer cell whose solution is between the markers."""
    text = f"{first}\n### BEGIN SOLUTION\n{solution}### END SOLUTION"
    return new_code_cell(text, id=grade_id, metadata=nbgrader_metadata(grade_id, solution=True))


CHECKS: dict[str, tuple[float, str]] = {
    "check-install": (
        2,
        """import sys
from IPython.display import HTML, display
print('building', file=sys.stderr)
text = open('app/Dockerfile').read()
display(HTML('<b>install</b>: looked at'))
float(2.0 if 'npm ci' in text else 0.0)""",
    ),
    "check-hidden": (
        3,
        """points = 1.0 if 'FROM' in text else 0.0
### BEGIN HIDDEN TESTS
secret_of_the_course = 2.0 if 'COPY package.json' in text else 0.0
points += secret_of_the_course
### END HIDDEN TESTS
points""",
    ),
    "check-predictions": (1, "float(open('predictions.yaml').read().strip() == 'nothing: 0')"),
}


def source_notebook(checks: dict[str, tuple[float, str]]) -> Any:
    """Return the instructor's notebook of the small course."""
    interview = {"grade": True, "solution": True, "points": 4.0}
    prose = new_markdown_cell("A cache key.", id="interview")
    prose.metadata = nbformat.from_dict(nbgrader_metadata("interview", **interview))
    cells = [
        new_markdown_cell("# A small unit", id="title"),
        new_code_cell("greeting = 'hello'", id="setup", metadata={"tags": ["setup"]}),
        answer_cell("answer-dockerfile", "%%dockerfile app/Dockerfile", RIGHT),
        new_code_cell("1 / 0", id="free"),
        answer_cell("answer-predictions", "%%answer predictions.yaml", PREDICTIONS),
        *(grade_cell(name, points, text) for name, (points, text) in checks.items()),
        prose,
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


class MiniCourse:
    """A course in a folder of its own, driven by nbgrader's commands."""

    def __init__(self, root: Path, checks: dict[str, tuple[float, str]] | None = None) -> None:
        self.root = root
        if checks is None:  # it is there already
            return
        shutil.copy(REPOSITORY / "nbgrader_config.py", root)
        with (root / "nbgrader_config.py").open("a") as config:
            config.write("c.ExecuteChecks.allow_without_engine = True\n")
        unit = root / "source" / UNIT
        (unit / "app").mkdir(parents=True)
        (unit / "app" / "package.json").write_text("{}")
        (unit / "app" / "Dockerfile").write_text("FROM starter\n")
        nbformat.write(source_notebook(checks), unit / f"{NAME}.ipynb")

    engine_environment: Mapping[str, str] = MappingProxyType({"DOCKER_HOST": "unix:///nowhere.sock"})

    def nbgrader(self, *arguments: str, fails: bool = False) -> str:
        """Run one command and return all that it printed."""
        environment = {**os.environ, **self.engine_environment}
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments],
            cwd=self.root, env=environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        printed = done.stdout + done.stderr
        assert (done.returncode != 0) == fails, printed
        return printed

    def release(self) -> Any:
        """Return what students get."""
        return nbformat.read(self.root / "release" / UNIT / f"{NAME}.ipynb", as_version=4)

    @property
    def unit(self) -> Unit:
        """The unit, as the settings are now."""
        return Unit(self.root, UNIT)

    def folder(self, student: str) -> Path:
        """Return a student's submission folder."""
        path = self.root / "submitted" / student / UNIT
        path.mkdir(parents=True, exist_ok=True)
        return path

    def submit(self, student: str, dockerfile: str = RIGHT, predictions: str = PREDICTIONS) -> Path:
        """Hand in the release with answers, and return the notebook's path."""
        answers = {"app/Dockerfile": dockerfile, "predictions.yaml": predictions}
        notebook = answered(self.release(), answers)
        path = self.folder(student) / f"{NAME}.ipynb"
        nbformat.write(notebook, path)
        return path

    def autograde(self, *arguments: str, fails: bool = False) -> str:
        """Grade, with --force."""
        printed = self.nbgrader("autograde", UNIT, "--force", *arguments, fails=fails)
        assert "Traceback" not in printed, printed
        return printed


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a generated course that no test changes."""
    made = MiniCourse(tmp_path_factory.mktemp("generated"), CHECKS)
    made.nbgrader("generate_assignment", UNIT)
    return made.root


BUILDS = """import os
from pathlib import Path
from quaycrane.checks import Outcome, Report, Verdict
from quaycrane.engine import connect
text = Path('app/Dockerfile').read_text()
engine = connect(start=False)
if 'kills' in text:  # the slot's daemon, as only the grader could
    host = {'privileged': True, 'userns_mode': 'host', 'pid_mode': 'host', 'remove': True}
    engine.client.containers.run('alpine:3', ['sh', '-c', 'kill -9 $(pidof dockerd)'], **host)
build = engine.build(Path('app'), dockerfile=text)
os._exit(1) if 'dies' in text else None
verdict = Verdict.UNCHECKED if 'unseen' in text else Verdict.PASSED
Report((Outcome('a', 'It builds.', Verdict.PASSED), Outcome('b', 'Seen.', verdict, 'No such'))).mark(2)"""


@pytest.fixture
def real(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MiniCourse:
    """Return a course whose only check builds an image, with its engine."""
    for name, value in engine.environment.items():
        monkeypatch.setenv(name, value)
    course = MiniCourse(tmp_path, {"check-builds": (2.0, BUILDS)})
    with (tmp_path / "nbgrader_config.py").open("a") as config:
        config.write("c.ExecuteChecks.allow_without_engine = False\n")
    course.engine_environment = engine.environment
    course.nbgrader("generate_assignment", UNIT)
    return course


@pytest.fixture
def course(generated: Path, tmp_path: Path) -> MiniCourse:
    """Return a generated course without submissions."""
    root = tmp_path / "course"
    shutil.copytree(generated, root)
    return MiniCourse(root)
