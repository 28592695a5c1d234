"""Builds an answer and edited copies of it, each once, on the engine at hand."""

import shutil
import tempfile
import uuid
from collections.abc import Callable
from functools import cache
from pathlib import Path

from quaycrane.checks.answer import Answer
from quaycrane.engine import Build, Engine, connect

BUILD_SECONDS = 240
"""The longest that one build of an answer may take."""

_LEFT_OUT = ("node_modules", ".git", "*.ipynb", ".ipynb_checkpoints")


@cache
def engine() -> Engine:
    """Return the engine that checks use: one that runs already."""
    return connect(start=False)


def first_build(answer: Answer) -> Build:
    """Return the build of the answer as it is.

    Raises:
        BuildError: It does not build.
        NoEngineError: There is no engine.
    """
    if "first build" not in answer.facts:
        answer.facts["first build"] = _build(answer, None)
    build: Build = answer.facts["first build"]
    return build


def build_after(answer: Answer, edit: Callable[[Path, str], None]) -> Build:
    """Return the build of a copy of the answer after an edit that no one made before.

    Args:
        answer: What to copy.
        edit: Changes the copy; gets its folder and a word that is used only once.

    Raises:
        BuildError: It does not build.
    """
    first_build(answer)
    return _build(answer, edit)


def _build(answer: Answer, edit: Callable[[Path, str], None] | None) -> Build:
    with tempfile.TemporaryDirectory(prefix="quaycrane-answer-") as scratch:
        copy = Path(scratch, "app")
        shutil.copytree(answer.folder, copy, symlinks=True, ignore=shutil.ignore_patterns(*_LEFT_OUT))
        if edit:
            edit(copy, uuid.uuid4().hex)
        return engine().build(copy, dockerfile=answer.text, timeout_seconds=BUILD_SECONDS)
