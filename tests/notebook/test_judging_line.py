"""While an answer is marked one sees what is looked at, if it takes its time."""

import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from quaycrane.checks import check
from quaycrane.notebook import judging_line
from quaycrane.notebook.judging_line import JudgingLine

MARK = """\
from quaycrane.checks import check
mark = check('app', 'pinned-base-tag', 'json-args-recommended').mark(2)"""


@pytest.fixture
def answer(shell: Any) -> Path:
    """An answer in the shell's folder."""
    Path("app").mkdir()
    Path("app/Dockerfile").write_text("FROM alpine:3\nCMD ls\n")
    assert shell
    return Path("app")


def test_what_takes_long_is_told_and_folds(
    answer: Path, shell: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each check is named as its turn comes; one line is left when the cell ends, and the next begins."""
    monkeypatch.setattr(judging_line, "_SOON_SECONDS", 0.0)
    for command in ("ls", "true"):
        (answer / "Dockerfile").write_text(f"FROM alpine:3\nCMD {command}\n")
        shell.run_cell(MARK)
        shown = capsys.readouterr().out
        assert "The base image is pinned to a version. …" in shown
        assert re.search(r"\n\d steps, \d+ s\s*\Z", shown)


@pytest.mark.usefixtures("answer")
def test_what_is_quick_is_not_told(
    shell: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the mark comes at once there is the report, and nothing else."""
    monkeypatch.setattr(judging_line, "_SOON_SECONDS", 3600.0)
    shell.run_cell(MARK)
    assert "…" not in capsys.readouterr().out


@pytest.mark.engine
@pytest.mark.usefixtures("engine")
def test_a_build_tells_its_steps(answer: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The steps of the build that a check asks for are told as they begin, if they take their time."""
    step = f"RUN sleep 1 && echo {uuid4()}"
    told: list[str] = []
    monkeypatch.setattr("quaycrane.checks.watching._watchers", [told.append])
    (answer / "Dockerfile").write_text(f'FROM busybox\n{step}\nCMD ["ls"]\n')
    assert check(answer, "builds").fraction == 1
    assert told[0] == "The image builds."
    assert any(step in words for words in told[1:])


def test_a_line_of_another_cell_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is told outside of a shell's cell is shown nowhere, and breaks nothing."""
    monkeypatch.setattr(judging_line, "get_ipython", lambda: None)
    JudgingLine()("The image builds.")
