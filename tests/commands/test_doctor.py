"""The doctor: what is there, what is missing, what mends it."""

import io
import shutil
from typing import NamedTuple

import pytest
from rich.console import Console

from quaycrane.commands import doctor
from quaycrane.engine import Daemon, Engine, Kind
from quaycrane.kit import catalogue


class Usage(NamedTuple):
    """What `shutil.disk_usage` tells."""

    total: int
    used: int
    free: int


@pytest.fixture
def _no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no engine answers, none was named, and none can be had."""
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    monkeypatch.delenv("DOCKER_CONTEXT", raising=False)
    monkeypatch.setattr(doctor, "connect", lambda **_: Engine(Kind.NONE, tried=("no socket [abc]",)))
    monkeypatch.setattr(Daemon, "can_start", lambda _: False)
    monkeypatch.setattr(doctor, "installable", lambda: False)


def _lines() -> dict[str, doctor.Diagnosis]:
    return {line.subject: line for line in doctor.diagnose()}


def _printed() -> tuple[int, str]:
    written = io.StringIO()
    return doctor.report(Console(file=written, width=100)), written.getvalue()


@pytest.mark.engine
def test_each_line_has_a_state_and_what_mends_it(engine: Engine) -> None:
    """The engine, BuildKit and each image have a line; whatever is not good has what mends it."""
    lines = _lines()
    assert engine.version in lines["Engine"].seen
    assert {"Python", "Engine", "BuildKit", "Disk", "JupyterLab"} | {
        image.reference for image in catalogue()
    } == set(lines)
    for line in lines.values():
        assert line.state in {"good", "poor", "missing"}
        assert (line.state == "good") == (not line.mend), line


@pytest.mark.usefixtures("_no_engine")
def test_without_an_engine_the_doctor_goes_on() -> None:
    """Without an engine the rest is looked at all the same, and the exit code is 1."""
    lines = _lines()
    assert list(lines) == ["Python", "Engine", "Disk", "JupyterLab"]
    assert lines["Engine"].state == "missing"
    code, printed = _printed()
    assert code == 1
    assert "✗ missing" in printed
    assert "no socket [abc]" in printed
    assert "start Docker, or name one" in printed


@pytest.mark.usefixtures("_no_engine")
@pytest.mark.parametrize(
    ("name", "state", "mend"),
    [("can_start", "poor", "./course engine start"), ("installable", "missing", "./course engine start")],
)
def test_engine_that_can_be_had_is_offered(
    monkeypatch: pytest.MonkeyPatch, name: str, state: str, mend: str
) -> None:
    """Where the course can start or install an engine, the doctor names the command."""
    monkeypatch.setattr(Daemon if name == "can_start" else doctor, name, lambda *_: True)
    assert (_lines()["Engine"].state, _lines()["Engine"].mend) == (state, mend)


def test_named_engine_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who named an engine is not sent to start another, which would not be asked."""
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")
    line = _lines()["Engine"]
    assert line.state == "missing"
    assert "nowhere.sock" in line.seen
    assert "unset DOCKER_HOST" in line.mend


@pytest.mark.usefixtures("_no_engine")
def test_full_disk_and_absent_lab_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too little disk is poor, no JupyterLab is missing; both name what mends them."""
    usage = Usage(10**12, 10**12 - 10**9, 10**9)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    lines = _lines()
    assert (lines["Disk"].state, lines["Disk"].seen, lines["Disk"].mend) == (
        "poor",
        "1.0 GB free",
        "free 3 GB",
    )
    assert (lines["JupyterLab"].state, lines["JupyterLab"].mend) == ("missing", "./course lab")
