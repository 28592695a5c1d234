"""Whether two builds of the same sources make the same files."""

import fnmatch
import hashlib
from collections.abc import Sequence
from typing import IO

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import build_again, engine, first_build
from quaycrane.checks.declared import checked
from quaycrane.checks.image.model import File
from quaycrane.checks.image.read import read_image
from quaycrane.checks.registry import Observation
from quaycrane.engine import saved

LEFT_BY_TOOLS = ("*.log", "*/.npm/*", "*/.cache/*", "tmp/*", "var/cache/*", "var/log/*", "var/lib/apt/*")
"""Paths that tools write anew each time, and that no application reads."""

_CHUNK_BYTES, _MOST_TOLD = 1 << 20, 6


@checked(
    why="What cannot be built again cannot be checked, compared or mended",
    fix="Take times, random names and newest versions out of what the build writes",
    needs=("builds",),
)
def builds_twice_the_same(answer: Answer, apart_from: Sequence[str] = LEFT_BY_TOOLS) -> Observation:
    """Built again from nothing, the image holds the same files; when they were made does not matter."""
    one, other = _files(first_build(answer).image_id), _files(build_again(answer).image_id)
    paths = sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
    unlike = [path for path in paths if not any(fnmatch.fnmatchcase(path, glob) for glob in apart_from)]
    sentence = ", ".join(f"/{path}" for path in unlike[:_MOST_TOLD])
    return Observation(
        passed=not unlike, observed=f"Unlike: {sentence}" if unlike else f"{len(one)} files alike"
    )


def _files(image: str) -> dict[str, tuple[File, object]]:
    read = read_image(saved(engine(), image), _digest)
    return {path: (file, read.notes.get(path)) for path, file in read.tree.items()}


def _digest(_: File, content: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while chunk := content.read(_CHUNK_BYTES):
        digest.update(chunk)
    return digest.hexdigest()
