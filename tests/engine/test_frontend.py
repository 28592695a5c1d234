"""A Dockerfile may name Docker's own frontend where no registry is in reach."""

import pytest

from quaycrane.engine.build.frontend import with_own_frontend

LINE = "# syntax=docker/dockerfile:1"


@pytest.mark.parametrize(
    "line", [LINE, "#syntax = docker.io/docker/dockerfile:1.7", "# SYNTAX=docker/dockerfile"]
)
def test_the_line_goes_and_the_others_keep_their_numbers(line: str) -> None:
    """A comment takes its place, whatever its form."""
    assert with_own_frontend(f"{line}\nFROM a\nRUN b\n") == "#\nFROM a\nRUN b\n"


def test_directives_beside_it_stay_in_force() -> None:
    """No comment is put before another directive, which it would end."""
    assert with_own_frontend(f"{LINE}\n# escape=`\nFROM a\n") == "# escape=`\nFROM a\n"
    assert with_own_frontend(f"# escape=`\n{LINE}\nFROM a\n") == "# escape=`\nFROM a\n"


@pytest.mark.parametrize(
    "text",
    [
        "# syntax=docker/dockerfile:1-labs\nFROM a\n",
        "# syntax=evil.invalid/x:1\nFROM a\n",
        f"FROM a\n{LINE}\n",
    ],
)
def test_what_the_engine_cannot_do_itself_is_left(text: str) -> None:
    """Another frontend, and a comment that is no directive, stay as they are."""
    assert with_own_frontend(text) == text
