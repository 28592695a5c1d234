"""The `quaycrane` command: exit codes, usage, and errors without a traceback."""

import argparse
import os
import subprocess
import sys
from typing import NoReturn

import pytest
from rich.console import Console

from quaycrane import cli
from quaycrane.commands import doctor
from quaycrane.engine import Daemon
from quaycrane.errors import BuildError, InputError


def _raising(error: BaseException) -> cli.Command:
    def command(_console: Console, _chosen: argparse.Namespace) -> NoReturn:
        raise error

    return command


@pytest.mark.parametrize(
    "arguments",
    [[], ["frobnicate"], ["engine"], ["engine", "explode"], ["doctor", "--loud"], ["kit", "list", "more"]],
)
def test_wrong_use_shows_the_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A command, action or option that there is not ends in exit code 2 with the usage."""
    with pytest.raises(SystemExit) as caught:
        cli.main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: quaycrane")


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    """`--help` has a line for each command."""
    with pytest.raises(SystemExit) as caught:
        cli.main(["--help"])
    assert caught.value.code == 0
    printed = capsys.readouterr().out
    assert all(f"    {name} " in printed for name in cli._COMMANDS)


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (InputError("What", why="Because", fix="Mend it"), ["✗ What", "Because", "Mend it"]),
        (InputError("No [bold] here", why="[/x]", fix="[red]"), ["✗ No [bold] here", "[/x]", "[red]"]),
        (InputError("No [/x] here"), ["✗ No [/x] here"]),
        (BuildError("RUN failed", why="Why", fix="Fix", log="first\nlast"), ["Why", "first", "last", "Fix"]),
    ],
)
def test_error_is_told_without_traceback(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: InputError,
    expected: list[str],
) -> None:
    """An error of ours prints what, why, its log and fix, in this order and literally, and exits with 1."""
    monkeypatch.setattr(doctor, "report", _raising(error))
    assert cli.main(["doctor"]) == 1
    printed = capsys.readouterr().out
    places = [printed.find(part) for part in expected]
    assert places == sorted(places)
    assert -1 not in places, printed


def test_interruption_exits_with_130(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ctrl-C ends in exit code 130 and one sentence."""
    monkeypatch.setattr(doctor, "report", _raising(KeyboardInterrupt()))
    assert cli.main(["doctor"]) == 130
    assert "Interrupted." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("pid", "action", "expected"),
    [
        (None, "status", "does not run"),
        (4711, "status", "Runs (pid 4711) at unix:///run/"),
        (None, "stop", "was not running"),
    ],
)
def test_state_of_our_own_engine_is_told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    pid: int | None,
    action: str,
    expected: str,
) -> None:
    """`engine status` says whether the course's own daemon runs and where; `engine stop` needs none."""
    monkeypatch.setattr(Daemon, "pid", lambda _: pid)
    assert cli.main(["engine", action]) == 0
    assert expected in capsys.readouterr().out


def test_command_line_without_an_engine() -> None:
    """The installed command tells in a few lines that the named engine does not answer."""
    done = subprocess.run(
        [sys.executable, "-m", "quaycrane.cli", "kit", "list"],
        env=os.environ | {"DOCKER_HOST": "unix:///nowhere.sock"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert "✗ No Docker Engine answers" in done.stdout
    assert "nowhere.sock" in done.stdout
    assert "Start Docker" in done.stdout
    assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.engine
@pytest.mark.usefixtures("engine")
def test_kit_list_names_each_image(capsys: pytest.CaptureFixture[str]) -> None:
    """`kit list` has a line for each image of the catalogue with its state."""
    assert cli.main(["kit", "list"]) == 0
    printed = capsys.readouterr().out
    assert "node:24-alpine" in printed
    assert "stand-in" in printed or "published" in printed
