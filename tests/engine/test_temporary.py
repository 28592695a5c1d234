"""Folders of killed processes go with the next run."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from quaycrane.engine import sweep_folders, temporary_folder
from quaycrane.errors import QuaycraneError


def test_what_a_killed_process_left_is_swept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A killed process's folder goes, a living one's and everybody else's stay."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    others = tmp_path / "qc-of-somebody-else"
    others.mkdir()
    program = (
        "import os; from quaycrane.engine import temporary_folder\n"
        "made = temporary_folder('a'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program], check=False)
    with temporary_folder("a") as ours:
        assert len(list(tmp_path.iterdir())) == 3
        assert sweep_folders() == 1
        assert sorted(tmp_path.iterdir()) == sorted([others, Path(ours)])
    assert list(tmp_path.iterdir()) == [others]


def test_a_temporary_directory_that_takes_nothing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no folder can be made, the error says where, and what to do, without a traceback."""
    monkeypatch.setattr(tempfile, "tempdir", "/proc/self")
    with pytest.raises(QuaycraneError, match=r"/proc/self.*TMPDIR"):
        temporary_folder("test")
