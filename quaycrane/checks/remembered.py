"""Remembers what the unit's own files do on an engine, once for the answers of a whole class."""

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

from quaycrane.checks.answer import Answer

REMEMBERED = "QUAYCRANE_REMEMBERED"
"""Names the folder that remembers, where a grader has one: it holds for one kit and one run of grading."""


def remembered(answer: Answer, what: str, look: Callable[[], list[str]]) -> list[str]:
    """Return what `look` sees, or what it saw of the very same files before.

    Args:
        answer: A Dockerfile of the unit's own, and the files that it builds.
        what: What is done with it, in words that tell it from all else that is.
        look: Does it.
    """
    folder = os.environ.get(REMEMBERED)
    if not folder:
        return look()
    path = Path(folder, f"{_digest(answer, what)}.json")
    if path.exists():
        seen: list[str] = json.loads(path.read_text())
        return seen
    seen = look()
    fresh = path.with_suffix(f".{os.getpid()}")
    fresh.write_text(json.dumps(seen))
    fresh.replace(path)
    return seen


def _digest(answer: Answer, what: str) -> str:
    """Return a word for the question; the learner's Dockerfile, which is not read, is no part of it."""
    theirs = answer.folder / "Dockerfile"
    files = sorted(path for path in answer.folder.rglob("*") if path.is_file() and path != theirs)
    contents = [(str(path.relative_to(answer.folder)), path.read_bytes()) for path in files]
    return hashlib.sha256(repr((what, answer.text, contents)).encode()).hexdigest()
