"""What a Dockerfile's comments ask of BuildKit's checks is read as BuildKit reads it."""

from pathlib import Path

import pytest

from quaycrane.checks.dockerfile import parse
from quaycrane.engine import Engine
from tests.checks.dockerfile.buildx import call

A = "FROM alpine:3\nCMD a\n"
TOP = {
    "one rule": ("# check=skip=A\n", {"A"}, False),
    "several": ("#check = skip=A,B;error=true\n", {"A", "B"}, True),
    "all": ("# check=error=false;skip=all\n", {"all"}, False),
    "a space ends it": ("# check=skip=A, B\n", {"A", ""}, False),
    "beside another": ("# syntax=docker/dockerfile:1\n# CHECK=skip=A\n", {"A"}, False),
    "after a first line for a shell": ("#!/usr/bin/env build\n# check=skip=A\n", {"A"}, False),
    "after a comment": ("# a\n# check=skip=A\n", set(), False),
    "after an empty line": ("\n# check=skip=A\n", set(), False),
    "indented": (" # check=skip=A\n", set(), False),
}


@pytest.mark.parametrize(("top", "skip", "error"), TOP.values(), ids=TOP.keys())
def test_the_directive_is_data(top: str, skip: set[str], error: bool) -> None:  # noqa: FBT001 - a table
    """The rules to be passed over, and whether a warning ends the build, are known without a finding."""
    read = parse(top + A)
    assert not read.problems
    assert (set(read.checks.skip), read.checks.error) == (skip, error)


WRONG = [
    "foo=1",
    "skip",
    "error=maybe",
    "error=yes",
    "skip=A;skp=B",
    "A",
    "error",
]


@pytest.mark.parametrize("value", WRONG)
def test_an_unknown_option_is_told(value: str) -> None:
    """BuildKit builds nothing then; the line is the directive's."""
    (problem,) = parse(f"# syntax=docker/dockerfile:1\n# check={value}\n{A}").problems
    assert problem.line == 2
    assert "heck option" in problem.what


@pytest.mark.engine
@pytest.mark.parametrize("value", [*WRONG, "skip=all", "error=T", "skip=A;error=0"])
def test_buildkit_refuses_the_same(value: str, engine: Engine, tmp_path: Path) -> None:
    """A directive has a problem exactly where BuildKit ends with an error."""
    text = f"# check={value}\nFROM alpine:3\n"
    found = call(engine, "check", text, tmp_path)
    assert (found is None or bool(found.get("buildError"))) == bool(parse(text).problems)


ABOVE = {
    "right above": ("# check=skip=A\nCMD a\n", True),
    "with another comment": ("# check=skip=A\n# why\nCMD a\n", True),
    "all": ("# Check=skip=all\nCMD a\n", True),
    "another rule": ("# check=skip=B\nCMD a\n", False),
    "what cannot be read": ("# check=foo=A\nCMD a\n", False),
    "above another": ("# check=skip=A\nRUN b\nCMD a\n", False),
    "no comment": ("CMD a\n", False),
}


@pytest.mark.parametrize(("text", "skipped"), ABOVE.values(), ids=ABOVE.keys())
def test_a_comment_above_an_instruction_is_data(text: str, skipped: bool) -> None:  # noqa: FBT001 - a table
    """Newer BuildKit passes over a rule for the one instruction that the comment stands above."""
    read = parse(f"FROM alpine:3\n{text}")
    assert read.skips("A", read.instructions[-1].line) == skipped
