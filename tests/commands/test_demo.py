"""What the demonstration does where a part of it cannot be had."""

from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from quaycrane.commands import demo
from quaycrane.errors import NoSlotsError
from quaycrane.grading import Unit


def test_without_slots_it_grades_on_the_engine_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """The class is the course's own, so it is graded all the same, and why is told."""

    def grade(*_: object, trusted: bool = False) -> Any:
        if not trusted:
            raise NoSlotsError("No privileged containers here", why="[rootless]")
        return "graded"

    monkeypatch.setattr(demo, "grade", grade)
    console = Console(record=True, width=200)
    found: object = demo._graded(console, Unit(Path(), "01-unit"), print)
    assert found == "graded"
    assert "No privileged containers here. [rootless]." in console.export_text()
