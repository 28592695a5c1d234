"""A lock of apt that another process holds is waited for, with a word, and named when it does not end."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quaycrane.engine.debian import apt as module
from quaycrane.engine.debian.apt import apt
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.skipif(shutil.which("apt-get") is None, reason="no apt-get on this machine")

_HOLD = """
import fcntl, sys
file = open(sys.argv[1], "w")
fcntl.lockf(file, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Iterator[subprocess.Popen[str]]":
    """A process that holds the lock of lists of our own, in which apt is told to look."""
    lists = tmp_path / "lists"
    (lists / "partial").mkdir(parents=True)
    settings = (
        f'Dir::State::lists "{lists}";\nDir::Etc::sourcelist "/dev/null";\nDir::Etc::sourceparts "-";\n'
    )
    (tmp_path / "apt.conf").write_text(f'{settings}APT::Sandbox::User "root";\nDir::Cache "{tmp_path}";\n')
    monkeypatch.setenv("APT_CONFIG", str(tmp_path / "apt.conf"))
    monkeypatch.setattr(module, "_POLL_SECONDS", 0.1)
    held = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(lists / "lock")],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert held.stdout
    assert held.stdout.readline() == "held\n"
    yield held
    held.kill()
    held.wait()


def test_a_held_lock_is_waited_for_with_a_word(holder: "subprocess.Popen[str]") -> None:
    """Who holds it is told once, and when it is free apt goes on."""
    told: list[str] = []

    def take_note(line: str) -> None:
        told.append(line)
        assert holder.stdin
        holder.stdin.close()

    apt("update", on_progress=take_note)
    assert len(told) == 1
    assert f"process {holder.pid}" in told[0]


def test_a_lock_that_stays_held_is_an_error_that_names_the_holder(
    holder: "subprocess.Popen[str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    """The wait has an end, and the error says whom to wait for."""
    monkeypatch.setattr(module, "WAIT_SECONDS", 0.5)
    with pytest.raises(QuaycraneError, match=f"process {holder.pid}"):
        apt("update", on_progress=lambda _: None)


def test_another_failure_is_told_at_once() -> None:
    """What is no lock is not waited for."""
    with pytest.raises(QuaycraneError, match="Invalid operation"):
        apt("no-such-command", on_progress=lambda _: None)
