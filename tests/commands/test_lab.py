"""JupyterLab opens at a student's work, or at the instructor's course, with what it needs."""

import argparse
import io
import json
import os
import shutil
from pathlib import Path

import pytest
from rich.console import Console

from quaycrane.commands import lab
from quaycrane.engine import Engine, Kind
from quaycrane.errors import NoEngineError
from quaycrane.kit import project_root

TITLE = "# Layers\n\n**Why?**\n\nAbout 60 minutes. It needs an engine; so."


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a course with two released units, in which one stands, on a machine without an exchange."""
    exchange = f"\nc.Exchange.root = {str(tmp_path / 'exchange')!r}\n"
    (tmp_path / "nbgrader_config.py").write_text(
        (project_root() / "nbgrader_config.py").read_text() + exchange
    )
    for unit in ("01-one", "02-two"):
        (tmp_path / "release" / unit).mkdir(parents=True)
        notebook = {"cells": [{"source": TITLE}]}
        (tmp_path / "release" / unit / "a.ipynb").write_text(json.dumps(notebook))
    monkeypatch.chdir(tmp_path)
    for name in ("PATH", "JUPYTER_CONFIG_PATH", "DOCKER_HOST"):
        monkeypatch.setenv(name, os.environ.get(name, ""))
    return tmp_path


def _open(monkeypatch: pytest.MonkeyPatch, *, instructor: bool = False, answers: bool = True) -> list[str]:
    """Return the command that would take the place of this process."""
    opened: list[list[str]] = []
    engine = Engine(Kind.NONE)
    engine.environment = {"DOCKER_HOST": "unix:///ours.sock"}

    def find(*_: object) -> Engine:
        if not answers:
            raise NoEngineError("No Docker Engine answers")
        return engine

    monkeypatch.setattr(lab, "find_engine", find)
    monkeypatch.setattr(os, "execv", lambda _path, command: opened.append(command))
    chosen = argparse.Namespace(course=None, instructor=instructor, prepare=False, rest=["--no-browser"])
    lab.open_lab(Console(file=io.StringIO(), width=100), chosen)
    assert opened[0][1:3] == ["-m", "jupyterlab"]
    assert opened[0][-1] == "--no-browser"
    return opened[0]


def test_a_student_s_work_stays(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Units are copied once; what was written in a copy stays, and no engine is needed."""
    (course / "work" / "01-one").mkdir(parents=True)
    (course / "work" / "01-one" / "a.ipynb").write_text("mine")
    command = _open(monkeypatch, answers=False)
    assert (course / "work" / "01-one" / "a.ipynb").read_text() == "mine"
    assert "Layers" in (course / "work" / "02-two" / "a.ipynb").read_text()
    assert f"--ServerApp.root_dir={course / 'work'}" in command
    assert Path.cwd() == course / "work"


def test_what_was_deleted_comes_back(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or folder of a unit that a student deleted is there again, and what they changed is theirs."""
    application = course / "release" / "01-one" / "app"
    application.mkdir()
    (application / "a.txt").write_text("given")
    (application / "b.txt").write_text("given")
    _open(monkeypatch)
    copy = course / "work" / "01-one" / "app"
    (copy / "a.txt").unlink()
    (copy / "b.txt").write_text("mine")
    monkeypatch.chdir(course)
    _open(monkeypatch)
    assert ((copy / "a.txt").read_text(), (copy / "b.txt").read_text()) == ("given", "mine")


def test_the_welcome_page_lists_the_units(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It opens first, and says of each unit what it asks and takes, with a link."""
    assert "--LabApp.default_url=/lab/tree/welcome.ipynb" in _open(monkeypatch)
    row = "| [Layers](01-one/a.ipynb) | Why? | About 60 minutes. It needs an engine |"
    assert row in (course / "work" / "welcome.ipynb").read_text()


def test_with_an_exchange_units_are_fetched(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is copied past the exchange, and the welcome page tells of Fetch."""
    shutil.copytree(course / "release", course / "exchange" / "quaycrane" / "outbound")
    _open(monkeypatch)
    assert [path.name for path in (course / "work").iterdir()] == ["welcome.ipynb"]
    page = (course / "work" / "welcome.ipynb").read_text()
    assert "*Fetch*" in page
    assert "| Layers | Why? |" in page


def test_an_instructor_s_lab_holds_the_course(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It opens the whole course, in which Formgrader needs to be, and takes nothing away."""
    assert f"--ServerApp.root_dir={course}" in _open(monkeypatch, instructor=True)
    assert Path.cwd() == course
    assert "student" not in os.environ["JUPYTER_CONFIG_PATH"]


def test_terminals_and_kernels_find_the_engine(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What Lab starts inherits the engine that was found, and the course's settings before any other."""
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", "/mine")
    _open(monkeypatch)
    assert os.environ["DOCKER_HOST"] == "unix:///ours.sock"
    paths = os.environ["JUPYTER_CONFIG_PATH"].split(os.pathsep)
    assert (paths[0], paths[-1]) == (str(course), "/mine")
