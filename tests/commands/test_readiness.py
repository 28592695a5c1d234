"""Getting ready: engines that were named stay, and the tests get the one that was found."""

import io
import subprocess
from argparse import Namespace
from pathlib import Path
from typing import NoReturn

import pytest
from rich.console import Console

from quaycrane.commands import readiness, suite, units
from quaycrane.engine import Daemon, Engine, Kind
from quaycrane.errors import NoEngineError, QuaycraneError


def _console() -> Console:
    return Console(file=io.StringIO(), width=100)


def _refuse(*_: object) -> NoReturn:
    raise AssertionError("this was not to be done")


@pytest.mark.parametrize("variable", ["DOCKER_HOST", "DOCKER_CONTEXT"])
def test_named_engine_is_not_replaced_by_an_installed_one(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """Who named an engine that does not answer gets an error, not another engine."""
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    monkeypatch.setenv(variable, "unix:///nowhere.sock")
    monkeypatch.setattr(Daemon, "can_start", lambda _: False)
    monkeypatch.setattr(readiness, "installable", lambda: True)
    monkeypatch.setattr(readiness, "install", _refuse)
    with pytest.raises(NoEngineError):
        readiness.find_engine(_console())


def test_engine_is_installed_where_none_was_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no engine answers and one may be installed, it is, and then asked."""
    done: list[object] = []
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    monkeypatch.delenv("DOCKER_CONTEXT", raising=False)
    monkeypatch.setattr(readiness, "connect", lambda: Engine(Kind.NONE, tried=("nothing",)))
    monkeypatch.setattr(Daemon, "can_start", lambda _: False)
    monkeypatch.setattr(readiness, "installable", lambda: True)
    monkeypatch.setattr(readiness, "install", done.append)
    with pytest.raises(NoEngineError):
        readiness.find_engine(_console())
    assert len(done) == 1


def test_suite_hands_on_the_engine_and_the_exit_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests get the engine that was found and the arguments; their exit code is the command's."""
    ran: dict[str, object] = {}

    def run(command: list[str], **options: object) -> subprocess.CompletedProcess[str]:
        ran.update(options, command=command)
        return subprocess.CompletedProcess(command, 5)

    engine = Engine(Kind.NONE)
    engine.environment = {"DOCKER_HOST": "unix:///ours.sock"}
    monkeypatch.setattr(suite, "ready_engine", lambda *_: engine)
    monkeypatch.setattr(subprocess, "run", run)
    assert suite.run_tests(_console(), Namespace(rest=["-k", "x"])) == 5
    assert ran["command"][-4:] == ["-m", "pytest", "-k", "x"]  # type: ignore[index]
    assert ran["env"]["DOCKER_HOST"] == "unix:///ours.sock"  # type: ignore[index]


@pytest.mark.parametrize("failing", ["", "_ON_ENGINE", "_WITHOUT", "_OWN_ENGINE", "_ALONE"])
def test_the_whole_suite_fails_with_any_part(monkeypatch: pytest.MonkeyPatch, failing: str) -> None:
    """All parts run, and the command's exit code is that of the first that failed."""
    monkeypatch.setattr(suite, "ready_engine", lambda *_: Engine(Kind.NONE))
    for part in ("_ON_ENGINE", "_WITHOUT", "_OWN_ENGINE", "_ALONE"):
        monkeypatch.setattr(suite, part, ("--no-such-option",) if part == failing else ("--version",))
    assert suite.run_tests(_console(), Namespace(rest=[])) == (4 if failing else 0)


def test_nbgrader_s_refusal_is_told(tmp_path: Path) -> None:
    """What nbgrader said when it failed stands in the error."""
    with pytest.raises(QuaycraneError, match="nbgrader generate_assignment failed") as caught:
        units.generate("99-none", tmp_path)
    assert "99-none" in caught.value.why
