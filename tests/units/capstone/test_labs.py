"""What the unit's labs find out on a real engine."""

import pytest

from quaycrane.engine import Engine
from quaycrane.units.capstone.labs import exit_code, starts
from quaycrane.units.capstone.widgets import explore_codes

pytestmark = pytest.mark.engine


def test_the_engine_tells_the_programs_code(engine: Engine) -> None:
    """The exit code is the program's own."""
    assert exit_code(engine, 3) == 3


def test_every_start_is_timed(engine: Engine) -> None:
    """There are as many times as rounds."""
    assert len(starts(engine, "alpine:3", rounds=2).seconds) == 2


def test_the_explorer_shows_the_code(engine: Engine) -> None:
    """A press runs a container and shows what the engine tells."""
    code, button, told = explore_codes(lambda code: exit_code(engine, code)).children
    code.value = 7
    button.click()
    assert "7" in told.value
