"""A long cell says what it is doing, in one line."""

from typing import Any

import pytest

from quaycrane.notebook import steps


def test_one_line_shows_each_step_and_the_time(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """Each step takes the place of the one before; at the end the line says how many and how long."""
    shell.push({"steps": steps})
    shell.run_cell("tell = steps()\ntell('round 1')\ntell('round 2')")
    shown = capsys.readouterr().out.split("\n")
    assert shown[0] == "round 1 …"
    assert "2 steps, 0 s" in shown[-2]
    shell.run_cell("1")
    assert "steps" not in capsys.readouterr().out
