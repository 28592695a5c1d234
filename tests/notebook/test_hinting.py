"""`%hint` tells one more hint each time, and nothing of it is marked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from IPython.core.interactiveshell import InteractiveShell

from quaycrane.checks import check
from quaycrane.notebook.hinting import Hinting

Told = Callable[[], list[str]]


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Told:
    """Return what was displayed since it was asked last; one stands in a folder of one's own."""
    shown: list[str] = []
    monkeypatch.setattr("quaycrane.notebook.hinting.display", lambda what: shown.append(repr(what)))
    monkeypatch.setattr("quaycrane.checks.report._shown", [])
    monkeypatch.chdir(tmp_path)

    def since() -> list[str]:
        found, shown[:] = shown[:], []
        return found

    return since


def marked(dockerfile: str) -> float:
    """Return the mark of an answer."""
    Path("app").mkdir(exist_ok=True)
    Path("app/Dockerfile").write_text(dockerfile)
    return check("app", "pinned-base-tag", "json-args-recommended").mark(2)


def test_each_call_tells_one_more(told: Told) -> None:
    """Seen, where to look, an example; then nothing more, and the mark is what it was."""
    hint = Hinting()
    before = marked("FROM alpine\nCMD ls\n")
    for levels in (1, 2, 3, 3):
        hint()
        [shown] = told()
        titles = ("What was seen: ", "Where to look: ", "An example on another application:")
        assert [title in shown for title in titles] == [number < levels for number in range(3)]
    assert "not marked" in shown
    assert marked("FROM alpine\nCMD ls\n") == before


def test_another_failure_begins_anew(told: Told) -> None:
    """After an edit the first hint is on what is seen now, and %hint NAME is on another check."""
    hint = Hinting()
    marked("FROM alpine\nCMD ls\n")
    hint()
    hint()
    marked("FROM debian\nCMD ls\n")
    hint()
    assert "FROM debian" in told()[-1]
    hint("json")
    assert "CMD ls" in told()[-1]
    hint("ports")
    assert "these are: pinned-base-tag, json-args-recommended" in told()[-1]


def test_without_a_failure_it_says_so(told: Told) -> None:
    """Before the first report, and when all passed, a sentence tells."""
    hint = Hinting()
    hint()
    marked('FROM alpine:3\nCMD ["ls"]\n')
    hint()
    assert [said[:20] for said in told()] == ["Run a cell that mark", "No check failed in t"]


def test_both_ways_to_ask_are_there(shell: InteractiveShell) -> None:
    """The extension brings `%hint`, and `hint` where a learner has no name of their own like it."""
    assert "hint" in shell.magics_manager.magics["line"]
    assert isinstance(shell.user_ns["hint"], Hinting)
