"""A Compose command that a cell asks for shows its services, and folds."""

import re
import signal
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.utils.capture import capture_output

from quaycrane.engine import Engine
from quaycrane.notebook import session
from quaycrane.notebook.stack_view import StackView
from tests.interruptible import listening

pytestmark = pytest.mark.engine

QUICK = "image: 'alpine:3', init: true, stop_grace_period: 0s"
WELL = "healthcheck: {test: 'true', interval: 1s, retries: 60}"
WAITS = f"  web: {{{QUICK}, command: sleep 600, depends_on: {{db: {{condition: service_healthy}}}}}}\n"
UP = f"services:\n{WAITS}  db: {{{QUICK}, command: sleep 600, {WELL}}}\n"
ENDS = f"services:\n{WAITS}  db: {{{QUICK}, command: sh -c 'echo \"<b>no disk</b>\"; exit 3', {WELL}}}\n"


@pytest.fixture(autouse=True)
def _on_engine(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The suite's engine as the notebook's, which is swept afterwards."""
    monkeypatch.setattr(session, "_found", [engine])
    yield
    engine.sweep_own()


def test_services_are_shown_and_fold(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """One line is left, in the order in which they came, and what Compose printed is behind it."""
    Path("compose.yaml").write_text(UP)
    shell.run_cell("said = %docker compose up --detach")
    shown = capsys.readouterr().out
    assert "Coming up …" in shown
    assert re.search(r"^Up: db healthy, web started, \S+ s$", shown, re.MULTILINE)
    assert re.search(r"Container \S+-db-1\s+Healthy", shown.rpartition("Up: ")[2])
    assert re.search(r"Container \S+-db-1\s+Healthy", shell.user_ns["said"])
    shell.run_cell("%docker compose down")
    assert re.search(r"^Down: web removed, db removed, \S+ s$", capsys.readouterr().out, re.MULTILINE)


def test_a_failure_stays_open(shell: Any) -> None:
    """The service that failed keeps what it printed, as text, and the services stay in sight."""
    Path("compose.yaml").write_text(ENDS)
    with capture_output() as told:
        shell.run_cell("%docker compose up --detach")
    page = told.outputs[-1].data["text/html"]
    assert page.startswith("<details open><summary>docker compose up failed")
    assert "db, ended with code 3, printed last:" in page
    assert "&lt;b&gt;no disk&lt;/b&gt;" in page
    assert "dependency failed to start" in told.stdout


def test_it_can_be_interrupted(
    shell: Any, engine: Engine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupting stops what was coming up, and the line says so."""
    see, main = StackView.see, threading.get_ident()

    def interrupt(view: StackView, text: str) -> None:
        see(view, text)
        if "| here" in text:
            signal.pthread_kill(main, signal.SIGINT)

    monkeypatch.setattr(StackView, "see", interrupt)
    Path("compose.yaml").write_text(UP.replace("sleep 600, h", "sh -c 'echo here; sleep 600', h"))
    with listening():
        shell.run_cell("%docker compose up")
    assert "docker compose up was broken off" in capsys.readouterr().out
    of_here = f"com.docker.compose.project.working_dir={Path.cwd()}"
    assert not engine.client.containers.list(filters={"label": of_here})
    assert engine.client.containers.list(all=True, filters={"label": of_here})
