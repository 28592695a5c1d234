"""Our errors in a cell: what, why and fix; no traceback."""

import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from quaycrane.engine import Engine
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


MISUSES = {
    'client.containers.run("quaycrane-test:absent")': ["The image is not here", "Mind the spelling"],
    'client.containers.create("quaycrane-test:absent")': ["No such image: quaycrane-test:absent", "spelling"],
    'client.containers.create("alpine:3", name=taken.name)': ["is already in use", "engine.fresh("],
    'client.containers.run("alpine:3", "true", ports={"80/tcp": port})': [
        "port is already allocated",
        "None",
    ],
    'client.containers.run("alpine:3", comand="true")': ["'comand'", "Did you mean `command`?"],
    'client.containers.run("alpine:3", ports=3)': ["The SDK cannot take that", "Shift-Tab"],
    "client.containers.list(al=True)": ["'al'", "Shift-Tab"],
    "client.containers.get(None)": ["The name or id is empty"],
    "client.containers.get(3)": ["Expected a string but found 3"],
    'client.containers.get("nosuch")': ["No such container: nosuch", "client.containers.list(all=True)"],
    "client.container.list()": ["A DockerClient has no `container`", "Did you mean `containers`?"],
    "taken.remov()": ["A Container has no `remov`", "Did you mean `remove`?"],
    "taken.remove()": ["is running", ".remove(force=True)"],
    'client.containers.run("alpine:3", "ls /nosuch")': ["ended with code 1", "No such file or directory"],
    'client.containers.run("alpine:3", "nosuch", detach=True)': ['exec: "nosuch": executable file not found'],
    'client.images.remove("alpine:3")': ["unable to", "Remove the container that holds it"],
    'client.images.build(path="nosuch")': ["The SDK cannot take that"],
    'client.volumes.create("a b")': ["includes invalid characters", "a slash"],
    "taken.wait(timeout=1)": ["no answer in the time"],
}


@pytest.mark.engine
@pytest.mark.parametrize("cell", MISUSES)
def test_misuse_of_the_sdk_is_told_in_six_lines(
    engine: Engine, shell: Any, capsys: pytest.CaptureFixture[str], cell: str
) -> None:
    """A cell that misuses the SDK shows the engine's own sentence, its line and what to do; no traceback."""
    client = engine.client
    taken = client.containers.run(
        "alpine:3", "sleep 60", name=engine.fresh("taken"), ports={"80/tcp": None}, detach=True
    )
    taken.reload()
    port = int((taken.ports["80/tcp"] or [])[0]["HostPort"])
    shell.push({"client": client, "taken": taken, "port": port})
    outcome = shell.run_cell(cell)
    shown = capsys.readouterr().out.strip()
    engine.sweep_own()
    assert outcome.error_in_exec is not None
    assert all(words in " ".join(shown.split()) for words in MISUSES[cell]), shown
    assert f"in:  {cell}" in shown
    assert len(shown.splitlines()) <= 6
    assert "Traceback" not in shown


@pytest.mark.parametrize("cell", ["int('x')", "{}['a']", "'a' + 1", "'a'.nope", "nope"])
def test_mistakes_of_python_stay_pythons(shell: Any, capsys: pytest.CaptureFixture[str], cell: str) -> None:
    """What has nothing to do with the SDK is shown as Python shows it, and once."""
    assert not shell.run_cell(cell).success
    assert capsys.readouterr().out.count("Traceback") == 1


@pytest.fixture
def _listening() -> Iterator[None]:
    """Ctrl-C as in a terminal: under nohup it is ignored from the beginning."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.engine
@pytest.mark.usefixtures("_listening")
def test_interrupted_build_says_that_nothing_is_left(
    engine: Engine, shell: Any, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Ctrl-C in a build of ours ends it with a sentence; in plain Python nothing is added."""

    def interrupt(step: str) -> None:
        if "sleep" in step:
            signal.raise_signal(signal.SIGINT)

    shell.push({"engine": engine, "folder": tmp_path, "interrupt": interrupt})
    text = f"FROM alpine:3\\nRUN sleep 60 # {uuid4()}"  # never built before
    shell.run_cell(f"engine.build(folder, dockerfile='{text}', on_progress=interrupt)")
    shown = capsys.readouterr().out
    assert "Interrupted; nothing is left running." in shown
    assert "Traceback" not in shown
    shell.run_cell("raise KeyboardInterrupt")
    assert "Interrupted" not in capsys.readouterr().out
