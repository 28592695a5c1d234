"""A build that a cell asks for shows its steps, and folds."""

import re
import signal
import threading
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from quaycrane.notebook import build_view
from tests.interruptible import listening

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("engine")]

START = "from quaycrane.notebook import start\nengine = start()"


@pytest.fixture
def built(shell: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """A shell with an engine, in which nothing is too quick to be told."""
    monkeypatch.setattr(build_view, "_SOON_SECONDS", 0.0)
    monkeypatch.setattr(build_view, "_EVERY_SECONDS", 0.0)
    Path("app").mkdir()
    shell.run_cell(START)
    return shell


def write(*lines: str) -> None:
    """Write a Dockerfile whose first step was never run, and takes its time."""
    Path("app/Dockerfile").write_text(
        "\n".join(["FROM alpine:3", f"RUN sleep 1; echo {uuid4()} > /word", *lines])
    )


def test_steps_are_shown_and_fold(built: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Each step has its state, and one line is left: how many, how long, how much was added."""
    write("RUN head -c 2000000 /dev/zero > /zeros")
    built.run_cell("_ = engine.build('app')")
    shown = capsys.readouterr().out
    assert "Building …" in shown
    assert re.search(r"\[2/3\] RUN sleep 1; echo \S+ > /word  runs", shown)
    assert re.search(r"Built: 3 steps, . from the cache, \S+ s, 2\.0 MB added to the base\s*\Z", shown)
    built.run_cell("_ = engine.build('app')")
    assert re.search(r"Built: 3 steps, [23] from the cache", capsys.readouterr().out)  # FROM is read anew


def test_a_failure_stays_open(built: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The failing step keeps what it printed, as text, and the steps stay in sight."""
    pages: list[str] = []
    monkeypatch.setattr(build_view.BuildView, "_show", lambda self, shown: _keep(self, pages, shown.html))
    write("RUN echo '<b>no such port</b>'; false")
    built.run_cell("engine.build('app')")
    assert pages[-1].startswith("<details open><summary>It did not build.")
    assert "&lt;b&gt;no such port" in pages[-1].partition("<pre")[2]


def _keep(view: Any, pages: list[str], html: str) -> None:
    view._line = view
    pages.append(html)


def test_a_lab_s_builds_are_its_own(built: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """What the cell did not ask for itself shows nothing, nor does what tells its progress otherwise."""
    write()
    built.push({"elsewhere": lambda engine: engine.build(Path("app"))})
    built.run_cell("_ = elsewhere(engine), engine.build('app', on_progress=print)")
    assert "Buil" not in capsys.readouterr().out


def test_it_can_be_interrupted(
    built: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupting stops the build, and the line says so."""
    show = build_view.BuildView._show
    main = threading.get_ident()

    def interrupt(view: Any, shown: Any) -> None:
        show(view, shown)
        if "runs" in shown.text and "sleep" in shown.text:
            signal.pthread_kill(main, signal.SIGINT)

    monkeypatch.setattr(build_view.BuildView, "_show", interrupt)
    write("RUN sleep 300")
    with listening():
        built.run_cell("engine.build('app')")
    assert "The build was broken off." in capsys.readouterr().out
