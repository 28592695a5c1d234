"""What a student finds when JupyterLab opens for the first time."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from quaycrane.engine import Daemon, Engine
from tests.browser.course_lab import course_lab
from tests.grading.exchange import UNIT, Person, classroom

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.timeout(600)]

TRIES = """\
import docker
print(docker.from_env().version()["Version"])
get_ipython().system("docker version --format '{{{{.Server.Version}}}}'")
get_ipython().run_cell_magic("bash", "", "docker version --format '{{.Server.Version}}'")"""


@pytest.fixture
def student(engine: Engine, tmp_path: Path) -> Person:
    """Somebody with a released unit and no exchange, in a shell that names no engine of ours."""
    instructor, student, _ = classroom(tmp_path, engine.environment)
    instructor.nbgrader("generate_assignment", UNIT)
    shutil.copytree(instructor.root / "release", student.root / "release")
    if os.environ.get("DOCKER_HOST") == Daemon().url:
        del student.environment["DOCKER_HOST"]
    return student


def test_a_student_is_welcomed(browser: Browser, engine: Engine, student: Person) -> None:
    """A page with the units, no question, only what a student needs, a unit as it came, and the engine."""
    with course_lab(browser, student) as lab:
        expect(lab.menu()).to_have_text(["Assignment List"])
        lab.page.keyboard.press("Escape")
        expect(lab.page.get_by_text("news")).to_have_count(0)
        expect(lab.page.get_by_text("Create Assignment")).to_have_count(0)
        row = lab.page.get_by_role("row", name="What is good?")
        expect(row).to_contain_text("About 5 minutes. It needs a text")
        lab.notebook_is_ready()
        lab.page.locator(".jp-CodeCell .cm-content").press("Shift+Enter")
        expect(lab.page.get_by_text("0 of 1 units done")).to_be_visible()
        row.get_by_role("link", name="A small unit").click()
        lab.notebook_is_ready()
        assert not lab.is_changed()
        assert lab.kernel_tells(TRIES).split() == [engine.version] * 3
