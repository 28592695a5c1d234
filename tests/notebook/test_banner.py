"""The banner says which engine answered, or the ways to one."""

from typing import Any

import pytest

from quaycrane.engine import WAYS_OUT, Engine, Kind
from quaycrane.notebook import Banner

NONE = Banner("No Docker Engine", "none")
LIVE = Banner("Docker Engine 29.0 at the default socket", "live")
STARTED = Banner("Docker Engine 29.0 (started by the course)", "started")
STAND_INS = Banner("Docker Engine 29.0 at DOCKER_HOST", "live", ("alpine:3", "node:24-alpine"))


@pytest.mark.parametrize(
    ("banner", "expected", "edge"),
    [
        (NONE, ["No Docker Engine answers", "Text checks still work"], "#d1454f"),
        (LIVE, ["29.0 at the default socket", "Live:"], "#2da44e"),
        (STARTED, ["started by the course", "./course engine stop"], "#2da44e"),
        (STAND_INS, ["Stand-in images:", "alpine:3", "node:24-alpine", "their sizes differ"], "#bf8700"),
    ],
)
def test_banner_says_what_answered(banner: Banner, expected: list[str], edge: str) -> None:
    """Each kind has its words, in HTML and in text, and its edge."""
    html = banner._repr_html_()
    assert all(part in html for part in expected), html
    assert all(part in repr(banner) for part in expected), repr(banner)
    assert edge in html


def test_without_an_engine_there_are_three_ways_out() -> None:
    """The three ways out are a list, with what to type as code."""
    assert NONE._repr_html_().count("<li>") == len(WAYS_OUT) == 3
    assert "./course engine start</code>" in NONE._repr_html_()
    assert [line[:4] for line in repr(NONE).splitlines()[1:]] == ["  1.", "  2.", "  3."]


@pytest.mark.parametrize("banner", [LIVE, STARTED])
def test_published_images_are_not_called_stand_ins(banner: Banner) -> None:
    """Without stand-ins nothing is said of them, nor of the ways out."""
    assert "Stand-in" not in banner._repr_html_() + repr(banner)
    assert "<li>" not in banner._repr_html_()


def test_banner_is_escaped() -> None:
    """An engine's name is shown, never rendered."""
    html = Banner("<script>", "live", ("<img src=x>",))._repr_html_()
    assert "<script" not in html
    assert "<img" not in html


def test_start_without_an_engine_is_no_error(
    shell: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The set-up cell of a unit runs through without an engine and shows the ways out."""
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")
    outcome = shell.run_cell("from quaycrane.notebook import start\nengine = start('node:24-alpine')")
    assert outcome.success
    assert shell.user_ns["engine"].kind is Kind.NONE
    assert "No Docker Engine answers" in capsys.readouterr().out


def test_use_without_an_engine_names_the_ways_out(
    shell: Any, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A later cell that needs the engine says what was tried and what to do, without a traceback."""
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")
    shell.run_cell("from quaycrane.notebook import start\nengine = start()")
    capsys.readouterr()
    assert not shell.run_cell("engine.layers('alpine:3')").success
    shown = capsys.readouterr().out
    assert "why: DOCKER_HOST (unix:///nowhere.sock) does not answer" in shown
    assert "fix: Start Docker" in shown
    assert "Traceback" not in shown


@pytest.mark.engine
def test_start_tells_the_engine(shell: Any, capsys: pytest.CaptureFixture[str], engine: Engine) -> None:
    """With an engine the banner has its version, and the engine is handed to the notebook."""
    assert shell.run_cell("from quaycrane.notebook import start\nengine = start('alpine:3')").success
    assert shell.user_ns["engine"].kind is not Kind.NONE
    assert f"Docker Engine {engine.version}" in capsys.readouterr().out
