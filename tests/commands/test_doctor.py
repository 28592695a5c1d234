"""The doctor: what is there, what is missing, what mends it."""

import io
import json
import shutil
from argparse import Namespace
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pytest
from rich.console import Console

from quaycrane.commands import doctor, doctor_engine, doctor_machine
from quaycrane.commands.diagnosis import Diagnosis
from quaycrane.engine import Daemon, Engine, EngineFacts, Kind
from quaycrane.errors import QuaycraneError, RegistryError
from quaycrane.kit import catalogue, needed_here

FACTS = EngineFacts(
    product="Docker Engine",
    version="28.5.2",
    api="1.51",
    minimum_api="1.24",
    buildkit=True,
    store="overlay2",
    containerd_store=False,
    system="Debian, x86_64",
    limits=("memory", "CPU", "processes"),
    rootless=False,
    memory_bytes=8_000_000_000,
    free_bytes=50_000_000_000,
)
ENGINE_LINES = {"Engine", "API", "Builder", "Compose", "Image store", "Engine's memory", "Registry"}
MACHINE_LINES = {"Python", "Disk here", "JupyterLab", "nbgrader in the server", "PATH"}


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
    monkeypatch.setattr(doctor_engine, "installable", lambda: False)


def _lines() -> dict[str, Diagnosis]:
    return {line.subject: line for line in doctor.diagnose()}


def _printed(*, as_json: bool = False, width: int = 100) -> tuple[int, str]:
    written = io.StringIO()
    return doctor.report(Console(file=written, width=width), Namespace(json=as_json)), written.getvalue()


@pytest.mark.engine
def test_each_line_has_a_state_and_what_mends_it(engine: Engine) -> None:
    """Engine, images and machine have their lines; whatever is not good has what mends it."""
    lines = _lines()
    assert engine.version in lines["Engine"].seen
    assert set(lines) >= ENGINE_LINES | MACHINE_LINES | set(needed_here())
    for line in lines.values():
        assert line.state in {"good", "poor", "missing"}
        assert (line.state == "good") == (not line.mend), line


@pytest.mark.engine
def test_json_holds_the_same_lines(engine: Engine) -> None:
    """The lines come as JSON, long ones whole, with the same exit code."""
    code, printed = _printed(as_json=True, width=20)
    told = [Diagnosis(**line) for line in json.loads(printed)]
    assert engine.client.ping()
    assert {line.subject for line in told} == set(_lines())
    assert code == int(any(line.state == "missing" for line in told))


@pytest.mark.engine
def test_facts_are_what_the_engine_says(engine: Engine) -> None:
    """An engine's facts are the ones that it tells, with room where its folder is one of ours."""
    facts = engine.facts()
    info = engine.client.info()
    assert (facts.version, facts.buildkit, facts.memory_bytes) == (engine.version, True, info["MemTotal"])
    assert info["Driver"] in facts.store
    assert (facts.free_bytes or 0) > 0 or not Path(info["DockerRootDir"]).is_dir()


@pytest.mark.usefixtures("_no_engine")
def test_without_an_engine_the_doctor_goes_on() -> None:
    """Without an engine the machine is looked at all the same, and the exit code is 1."""
    lines = _lines()
    assert lines["Engine"].state == "missing"
    assert set(lines) >= MACHINE_LINES
    assert not set(lines) & (ENGINE_LINES - {"Engine"})
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
    monkeypatch.setattr(Daemon if name == "can_start" else doctor_engine, name, lambda *_: True)
    assert (_lines()["Engine"].state, _lines()["Engine"].mend) == (state, mend)


def test_named_engine_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who named an engine is not sent to start another, which would not be asked."""
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")
    line = _lines()["Engine"]
    assert line.state == "missing"
    assert "nowhere.sock" in line.seen
    assert "unset DOCKER_HOST" in line.mend


@pytest.mark.parametrize(
    ("facts", "state", "words"),
    [
        (FACTS, "good", "Docker Engine"),
        (replace(FACTS, rootless=True), "good", "rootless"),
        (replace(FACTS, version="20.10.24"), "poor", "20.10"),
        (replace(FACTS, product="Podman", version="5.4.2"), "poor", "BuildKit is not shown"),
    ],
)
def test_engines_are_told_apart(facts: EngineFacts, state: str, words: str) -> None:
    """An old engine, and what is no Docker Engine, are poor; a rootless one is good and said to be so."""
    engine = Engine(Kind.STARTED, version=facts.version, product=facts.product)
    line = doctor_engine._version(engine, facts)
    assert (line.state, words in line.seen) == (state, True)


def test_classic_builder_is_told() -> None:
    """An engine with only the classic builder lacks what the labs need."""
    line = doctor_engine._builder(replace(FACTS, buildkit=False))
    assert (line.state, line.mend) == ("missing", "./course engine start")


def test_absent_buildx_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A docker command without buildx is told, with the packages that bring it on Debian."""

    def none() -> str:
        raise QuaycraneError("There is no docker command with buildx", fix="Install it")

    monkeypatch.setattr(doctor_engine, "docker_command", none)
    monkeypatch.setattr(doctor_engine, "installable", lambda: True)
    line = doctor_engine._builder(FACTS)
    assert line.state == "missing"
    assert "docker-buildx" in line.mend


def test_room_and_limits_are_judged() -> None:
    """Little disk, little memory and no limits are poor, with figures."""
    scarce = replace(FACTS, free_bytes=10**9, memory_bytes=10**9)
    disk, memory = doctor_engine._room(scarce)
    assert (disk.state, disk.seen) == ("poor", "1.0 GB free")
    assert (memory.state, "1.0 GB" in memory.seen) == ("poor", True)
    (memory,) = doctor_engine._room(replace(FACTS, limits=(), free_bytes=None))
    assert (memory.state, "no limits" in memory.seen) == ("poor", True)


@pytest.mark.engine
def test_registry_is_asked_only_for_what_is_absent(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """With every image there no registry is asked; one that does not answer is poor, with the way round."""
    asked: list[str] = []

    def silent(_: object, reference: str) -> None:
        asked.append(reference)
        raise RegistryError("The registry does not answer", why="It was silent")

    monkeypatch.setattr(doctor_engine, "ask_registry", silent)
    assert doctor_engine._registry(engine, []).state == "good"
    assert asked == []
    line = doctor_engine._registry(engine, list(catalogue())[:1])
    assert (line.state, line.mend) == ("poor", "./course kit fetch --offline")


def test_full_disk_and_absent_lab_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Too little disk is poor, no JupyterLab is missing; both name what mends them."""
    usage = Usage(10**12, 10**12 - 10**8, 10**8)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage)
    monkeypatch.setattr(shutil, "which", lambda *_, **__: None)
    monkeypatch.setattr(doctor_machine, "jupyter_path", lambda *_: [])
    monkeypatch.setattr(doctor_machine, "jupyter_config_path", list)
    lines = {line.subject: line for line in doctor_machine.machine_lines()}
    assert (lines["Disk here"].state, lines["Disk here"].seen) == ("poor", "0.1 GB free")
    for subject in ("JupyterLab", "Extension @jupyter/nbgrader", "nbgrader in the server"):
        assert lines[subject].state == "missing", subject
        assert lines[subject].mend
    assert (lines["PATH"].state, "export PATH" in lines["PATH"].mend) == ("poor", True)
