"""A base that the engine does not hold is told before anything is built."""

import pytest

from quaycrane.engine import Engine
from quaycrane.notebook.absent_bases import absent_bases
from quaycrane.notebook.dockerfile_view import view

TEXT = "FROM alpine:3 AS first\nFROM node:99-alpine\nFROM first\nFROM scratch\n"


@pytest.mark.engine
def test_an_absent_base_is_told_with_those_that_are_there(engine: Engine) -> None:
    """Its line, its name, and which bases there are; a stage, scratch and a base that is there are none."""
    (problem,) = absent_bases(TEXT, engine)
    assert problem.line == 2
    assert "node:99-alpine" in problem.what
    assert "alpine:3" in problem.fix


def test_without_an_engine_nothing_is_told() -> None:
    """Before `start()` no engine is asked, and the text is judged all the same."""
    assert absent_bases(TEXT, None) == []
    assert "node:99-alpine" not in repr(view("Dockerfile", "FROM alpine:3\n", absent_bases(TEXT, None)))
