"""With a real engine: what a submission made is cleaned away, and the engine's fault is no zero."""

from pathlib import Path

import nbformat
import pytest

from quaycrane.engine import RUN_LABEL, Engine
from quaycrane.grading import grade, marks
from tests.grading.conftest import NAME, UNIT, MiniCourse

BUILDS = """import os
from pathlib import Path
from quaycrane.engine import connect
from quaycrane.errors import NoEngineError
text = Path('app/Dockerfile').read_text()
if 'lost' in text:
    raise NoEngineError('The engine went away')
print(os.environ['QUAYCRANE_RUN'])
build = connect(start=False).build(Path('app'), dockerfile=text)
os._exit(1) if 'dies' in text else None
float(2.0 if build.image_id else 0.0)"""


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


def run_of(course: MiniCourse, student: str) -> str:
    """Return the name of the run in which a student's check ran."""
    path = course.root / "autograded" / student / UNIT / f"{NAME}.ipynb"
    cells = nbformat.read(path, as_version=4).cells
    (cell,) = [cell for cell in cells if cell.get("outputs")]
    return str(cell.outputs[0].text).strip()


@pytest.mark.engine
def test_nothing_of_a_submission_is_left_on_the_engine(engine: Engine, real: MiniCourse) -> None:
    """What a check built is gone after it, also when its process died."""
    real.submit("ann", "FROM scratch\nCOPY package.json /\n")
    real.submit("bob", "FROM scratch\nCOPY package.json /dies\n")
    real.autograde()
    found = {mark.student: mark.auto_points for mark in marks(real.root, UNIT)}
    assert found == {"ann": 2.0, "bob": 0.0}
    runs = {run_of(real, "ann"), run_of(real, "bob")}
    assert len(runs) == 2
    for run in runs:
        assert not engine.client.images.list(filters={"label": f"{RUN_LABEL}={run}"})


@pytest.mark.engine
def test_the_engines_fault_is_not_the_students_zero(real: MiniCourse) -> None:
    """A submission that could not be checked keeps its mark and is named; the others are graded."""
    real.submit("ann", "FROM scratch\nCOPY package.json /\n")
    real.submit("bob", "FROM scratch\nCOPY package.json /\n")
    real.autograde()
    real.submit("ann", "FROM lost\n")
    printed = real.autograde(fails=True)
    assert "The engine stopped answering" in printed
    assert "for student 'ann'" in printed
    summary = grade(real.root, UNIT, lambda _: None)
    assert set(summary.failures) == {"ann"}
    found = {mark.student: (mark.auto_points, mark.graded) for mark in summary.marks}
    assert found == {"ann": (2.0, False), "bob": (2.0, True)}
