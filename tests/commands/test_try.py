"""`quaycrane try`: a unit in an editor of one's choice, in a real terminal."""

import os
import pty
import re
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from quaycrane.engine import wait_until
from quaycrane.kit import project_root

UNIT = "03-layers-and-cache"
PREDICTIONS = """\
manifest first:
  no change: []
  source edit: [build]
  manifest edit: []
everything at once:
  source edit: []
"""

KEYS = "q quit"
GOOD = 'FROM node:24-alpine\nRUN npm ci\nCMD ["node", "src/server.js"]\n'


class Terminal:
    """A command in a terminal of its own.

    Args:
        command: The command.
        course: The course in which it runs.
    """

    def __init__(self, command: list[str], course: Path) -> None:
        self._ours, theirs = pty.openpty()
        environment = os.environ | {"DOCKER_HOST": "unix:///nowhere.sock", "TERM": "dumb"}
        self.process = subprocess.Popen(
            command, cwd=course, stdin=theirs, stdout=theirs, stderr=theirs, env=environment
        )
        os.close(theirs)
        self._shown = ""

    def shows(self, words: str) -> str:
        """Wait until words are shown; return what was shown up to them."""

        def found() -> bool:
            if select.select([self._ours], [], [], 0.1)[0]:
                self._shown += os.read(self._ours, 65536).decode(errors="replace")
            return words in self._plain()

        wait_until(found, timeout_seconds=120, what=f"{words!r} is shown")
        before, _, self._shown = self._plain().partition(words)
        return before + words

    def _plain(self) -> str:
        return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", self._shown).replace("\r\n", "\n")

    def press(self, key: str) -> None:
        """Press a key."""
        os.write(self._ours, key.encode())


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course with one released unit."""
    shutil.copy(project_root() / "nbgrader_config.py", tmp_path)
    shutil.copytree(project_root() / "release" / UNIT, tmp_path / "release" / UNIT)
    return tmp_path


@pytest.fixture
def terminal(course: Path) -> Iterator[Terminal]:
    """`quaycrane try 03` in a terminal, on a machine whose engine does not answer."""
    opened = Terminal([sys.executable, "-m", "quaycrane.cli", "try", "03"], course)
    yield opened
    opened.process.kill()
    opened.process.wait()


def test_one_works_from_failure_to_failure(course: Path, terminal: Terminal) -> None:
    """What is saved is judged, the first failure shown, hints come by key, and the notebook has it all."""
    folder = course / "work" / UNIT
    dockerfile = folder / "app" / "Dockerfile"
    assert f"Write in work/{UNIT}/app/Dockerfile" in terminal.shows(KEYS)
    (folder / "predictions.yaml").write_text(PREDICTIONS)
    assert "Nothing written yet in Dockerfile" in terminal.shows(KEYS)
    dockerfile.write_text('FROM node\nCMD ["node", "src/server.js"]\n')
    assert "Name the version: FROM node:24-alpine" in terminal.shows(KEYS)
    terminal.press("h")
    terminal.shows("In line 1 of app/Dockerfile")
    terminal.press("hh")
    terminal.shows("An example on another application")
    terminal.press("r")
    terminal.shows("what you had is in")
    assert "Nothing written yet in Dockerfile" in terminal.shows(KEYS)
    dockerfile.write_text(GOOD)
    terminal.shows("not all could be checked")
    terminal.press("l")
    terminal.shows("✓ A pinned base")
    cells = nbformat.read(folder / "layers-and-cache.ipynb", as_version=4).cells
    assert f"%%dockerfile app/Dockerfile\n{GOOD.rstrip()}" in [cell.source for cell in cells]
    terminal.press("q")
    assert terminal.process.wait(60) == 0


def test_once_tells_by_its_code(course: Path) -> None:
    """Without a terminal it judges once; what fails is told, with the code 1."""
    command = [sys.executable, "-m", "quaycrane.cli", "try", UNIT, "--once"]
    environment = os.environ | {"DOCKER_HOST": "unix:///nowhere.sock"}
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False, env=environment)
    assert done.returncode == 1
    assert "0 of 6 tasks done" in done.stdout
    assert "✗ Each of the four predictions" in done.stdout


def test_a_unit_that_is_not_there_is_told(course: Path) -> None:
    """A wrong name says how they are called."""
    command = [sys.executable, "-m", "quaycrane.cli", "try", "99"]
    done = subprocess.run(command, cwd=course, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "There is no unit '99'" in done.stdout
