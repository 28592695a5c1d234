"""What an engine says of one mistake differs from build to build; what it comes from does not."""

from pathlib import Path

import pytest

from quaycrane.checks.answer import Answer
from quaycrane.checks.build_causes import build_cause
from quaycrane.errors import BuildError

_REF = "failed to calculate checksum of ref 1fcd7173::mplz5m"


@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("[2/2] COPY [package.json, ./]", f'{_REF}: "/[package.json,": not found'),
        ("[2/2] COPY [package.json, ./]", f"{_REF}: syntax error in pattern"),
        (
            "[internal] load build context",
            "invalid includepatterns: [[package.json,]: syntax error in pattern",
        ),
    ],
)
def test_single_quotes_are_named_whatever_the_engine_says(step: str, said: str, tmp_path: Path) -> None:
    """A COPY whose array has single quotes is told of as such, in each of the engine's words for it."""
    (tmp_path / "Dockerfile").write_text("FROM node:24-alpine\nCOPY ['package.json', './']\n")
    error = BuildError(f"The image did not build: {step}", why=said, failed_step=step)
    cause = build_cause(Answer(tmp_path), error, [])
    assert cause
    assert (cause.what, cause.line) == ("COPY is no JSON array: ['package.json', './']", 2)
