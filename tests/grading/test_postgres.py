"""A gradebook in PostgreSQL, on a real server: nbgrader's commands, our own, and Formgrader's reads."""

import json
import os
import shutil
import subprocess
import sys
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import sqlalchemy

from quaycrane.engine import wait_until
from quaycrane.errors import QuaycraneError
from quaycrane.grading import Unit, grade, marks
from tests.grading import postgres
from tests.grading.conftest import NAME, UNIT, MiniCourse


@pytest.fixture(scope="session")
def server() -> Iterator[Path]:
    """A server of these tests' own."""
    programs = postgres.binaries()
    if programs is None:
        pytest.skip("no PostgreSQL: on Debian, `apt-get install postgresql`")
    with postgres.server(programs) as folder:
        yield folder


@pytest.fixture
def database(server: Path) -> str:
    """The URL of an empty database."""
    name = f"course_{uuid.uuid4().hex[:8]}"
    administration = sqlalchemy.create_engine(postgres.url(server, "postgres"), isolation_level="AUTOCOMMIT")
    with administration.connect() as connection:
        connection.execute(sqlalchemy.text(f"CREATE DATABASE {name}"))
    administration.dispose()
    return postgres.url(server, name)


def set_up(root: Path, database: str) -> MiniCourse:
    """Make the small course anew with its gradebook in a database."""
    course = MiniCourse(root)
    for made in ("release", "gradebook.db"):
        path = root / made
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    with (root / "nbgrader_config.py").open("a") as config:
        config.write(f"c.CourseDirectory.db_url = {database!r}\n")
    return course


def points(root: Path) -> dict[str, float]:
    """Return the marks by student."""
    return {mark.student: mark.auto_points for mark in marks(Unit(root, UNIT))}


def ask(about: dict[str, Any], path: str, change: dict[str, float] | None = None) -> list[dict[str, Any]]:
    """Ask Formgrader's own API, or change something with it."""
    answer = requests.request(
        "GET" if change is None else "PUT",
        f"{about['url']}formgrader/api/{path}",
        json=change,
        headers={"Authorization": f"token {about['token']}"},
        timeout=60,
    )
    answer.raise_for_status()
    found = answer.json()
    return found if isinstance(found, list) else [found]


def test_plain_nbgrader_works_on_postgresql(course: MiniCourse, database: str, tmp_path: Path) -> None:
    """Generating, autograding, feedback, export and every page of Formgrader, with nothing but `db_url`."""
    set_up(course.root, database)
    course.nbgrader("generate_assignment", UNIT)
    course.submit("ann")
    course.submit("bob", "FROM a\n")
    course.autograde()
    course.nbgrader("generate_feedback", UNIT)
    course.nbgrader("export")
    assert points(course.root) == {"ann": 6.0, "bob": 2.0}
    assert ",6.0,10.0" in (course.root / "grades.csv").read_text()
    assert not (course.root / "gradebook.db").exists()
    with (tmp_path / "log").open("wb") as log:
        jupyter = subprocess.Popen(
            [sys.executable, "-m", "jupyter", "server", "--no-browser", "--allow-root", "--ServerApp.port=0"],
            cwd=course.root,
            env=os.environ | {"JUPYTER_RUNTIME_DIR": str(tmp_path / "run")},
            stdout=log,
            stderr=log,
        )
    try:
        told = wait_until(
            lambda: next((tmp_path / "run").glob("jpserver-*.json"), None), timeout_seconds=60, what="Jupyter"
        )
        about = json.loads(told.read_text())
        assert ask(about, "assignments")[0]["num_submissions"] == 2
        assert ask(about, f"notebooks/{UNIT}")[0]["average_score"] == 4.0
        assert {row["student"] for row in ask(about, f"submissions/{UNIT}")} == {"ann", "bob"}
        assert {row["score"] for row in ask(about, "students")} == {6.0, 2.0}
        notebooks = ask(about, f"submitted_notebooks/{UNIT}/{NAME}")
        bob = next(row for row in notebooks if row["student"] == "bob")
        grades = ask(about, f"grades?submission_id={bob['id']}")
        prose = next(row for row in grades if row["name"] == "interview")
        ask(about, f"grade/{prose['id']}", {"manual_score": 3.0})
        assert ask(about, "student_submissions/bob")[0]["score"] == 5.0
    finally:
        jupyter.terminate()
        jupyter.wait(30)
    (mark,) = (mark for mark in marks(course.unit) if mark.student == "bob")
    assert mark.manual_points == 3.0


def test_grading_a_class_starts_from_an_empty_database(course: MiniCourse, database: str) -> None:
    """Our own grading makes what it needs in a database that nothing was ever in."""
    course.submit("ann")
    course.submit("cy", predictions="nothing: 1\n")
    set_up(course.root, database)
    summary = grade(course.unit, lambda _: None)
    assert {mark.student: mark.auto_points for mark in summary.marks} == {"ann": 6.0, "cy": 5.0}
    assert not summary.failures


def test_a_database_out_of_reach_is_said_without_its_password(course: MiniCourse, server: Path) -> None:
    """A wrong address is one sentence with what to do, and no secret in it."""
    course.submit("ann")
    set_up(course.root, f"postgresql+psycopg://ann:hunter2@/nowhere?host={server}")
    with pytest.raises(QuaycraneError, match="cannot be used") as caught:
        grade(course.unit, lambda _: None)
    assert "hunter2" not in str(caught.value)
    assert "db_url" in caught.value.fix
