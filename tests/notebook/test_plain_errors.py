"""Our errors in a cell: what, why and fix; no traceback."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from quaycrane.errors import BuildError, QuaycraneError
from quaycrane.notebook.plain_errors import error_lines

RAISE = """\
from quaycrane.errors import BuildError
raise BuildError("RUN npm ci failed", why="It found no lock file", fix="Copy it before", log="npm ERR\\n2")"""


def test_error_is_told_plainly(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """An error of ours ends its cell and shows what happened, why, what to do and the log."""
    outcome = shell.run_cell(RAISE)
    assert isinstance(outcome.error_in_exec, BuildError)
    shown = capsys.readouterr().out
    assert "RUN npm ci failed" in shown
    assert "why: It found no lock file" in shown
    assert "fix: Copy it before" in shown
    assert "npm ERR\n2" in shown
    assert "Traceback" not in shown


def test_error_of_others_keeps_its_traceback(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """A mistake in the learner's own Python is shown as Python shows it."""
    assert not shell.run_cell("1 / 0").success
    shown = capsys.readouterr().out
    assert "ZeroDivisionError" in shown
    assert "Traceback" in shown


def test_long_reason_is_wrapped() -> None:
    """Lines fit a notebook's output, and the continuation stands below the text."""
    lines = error_lines(QuaycraneError("It failed", why="word " * 60))
    assert len(lines) > 3
    assert max(map(len, lines)) <= 96
    assert lines[2].startswith("     word")


@pytest.mark.parametrize("absent", ["why", "fix"])
def test_empty_part_is_left_out(absent: str) -> None:
    """A part that an error does not have makes no line."""
    parts = {"why": "Because", "fix": "Mend it"} | {absent: ""}
    assert not any(line.startswith(absent) for line in error_lines(QuaycraneError("It failed", **parts)))
    assert len(error_lines(QuaycraneError("It failed", **parts))) == 2


def test_kernel_sends_the_same(tmp_path: Path) -> None:
    """In a kernel, a notebook gets the plain lines as its error, and the views as HTML and text."""
    sources = ["%load_ext quaycrane.notebook", "%%dockerfile Dockerfile\nFROM node\nRUN npm ci", RAISE]
    notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
    notebook.metadata = nbformat.from_dict({"kernelspec": {"name": "python3", "display_name": "Python 3"}})
    runner = NotebookClient(notebook, allow_errors=True, resources={"metadata": {"path": str(tmp_path)}})
    runner.execute()
    view, error = notebook.cells[1].outputs[0], notebook.cells[2].outputs[0]
    assert "line 1: " in view["data"]["text/html"]
    assert "line 1: PinnedBaseTag" in view["data"]["text/plain"]
    assert error["output_type"] == "error"
    assert error["ename"] == "BuildError"
    assert "fix: Copy it before" in error["traceback"]
    assert not any("Traceback" in line or "File " in line for line in error["traceback"])
