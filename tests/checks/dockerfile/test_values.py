"""A value that BuildKit refuses is an error of ours, at the same line; what it takes is none."""

import json
from pathlib import Path

import pytest

from quaycrane.checks.dockerfile import parse
from quaycrane.engine import Engine
from tests.checks.dockerfile.buildx import call
from tests.checks.dockerfile.values import all_texts

LINES = (Path(__file__).parent / "recorded" / "values.jsonl").read_text("utf-8").splitlines()
RECORDED: dict[str, int] = {text: line for line, text in map(json.loads, LINES)}
"""By text the line where BuildKit's front end of August 2026 refuses it: 0 for taken, -1 for no line."""


def test_every_generated_value_is_recorded() -> None:
    """What the generator makes has a recorded answer, and both answers are there in number."""
    assert set(all_texts()) == set(RECORDED)
    assert min(sum(map(bool, RECORDED.values())), list(RECORDED.values()).count(0)) > 200


@pytest.mark.parametrize("refused", [True, False], ids=["refused", "taken"])
def test_values_are_judged_as_by_buildkit(refused: bool) -> None:  # noqa: FBT001 - a table
    """Of a thousand values the same are refused, at the same line, with a sentence and a fix."""
    for text, line in RECORDED.items():
        problems = parse(text).problems
        if bool(line) == refused:
            assert bool(problems) == refused, text
        if problems:
            assert line == -1 or line in {problem.line for problem in problems}, text
        assert all(len(problem.what) > 10 and len(problem.fix) > 5 for problem in problems)


OLDER = ("--device", "--exclude", "--parents", "--unpack", "?")
"""What the front end inside Engine 28.5 does not know yet."""


@pytest.mark.engine
@pytest.mark.sampled(4)
@pytest.mark.parametrize("part", range(8))
def test_the_engine_refuses_the_same(part: int, engine: Engine, tmp_path: Path) -> None:
    """Every tenth of them, put to the engine; where it looks for an image in vain, it tells nothing."""
    for text in [text for text in all_texts()[part::80] if not any(word in text for word in OLDER)]:
        found = call(engine, "check", text.replace("debian:12", "alpine:3"), tmp_path)
        error = {"message": "refused"} if found is None else found.get("buildError") or {}
        if "failed to resolve source metadata" not in error.get("message", ""):
            assert bool(error) == bool(parse(text).problems), text
