"""What a `.dockerignore` lets into a build, of a folder as it lies on a desk: asked of the engine."""

from collections.abc import Sequence

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.units.writing_dockerfiles.checks.arriving import arriving

_FILE = ".dockerignore"
_FOLDER = (
    "node_modules/tool/index.js",
    "api/node_modules/express/index.js",
    "web/node_modules/vite/bin/vite.js",
    "web/chart/node_modules/d3/index.js",
    ".env",
    "api/.env",
    "api/.env.local",
    "web/.env.production",
    ".env.example",
    "api/.env.example",
    "api/environment.js",
    "api/server.js",
    "api/package.json",
    "web/environment/index.js",
    "web/index.html",
    "web/src/node_modules.md",
    "README.md",
)
"""What lies there, besides what the unit brings."""


@checked(
    why="What is in the context can be in the image: passwords, and packages of another machine",
    fix="A pattern counts from the folder's root; begin it with **/ to mean every folder",
    file=_FILE,
)
def keeps_out(answer: Answer, paths: Sequence[str]) -> Observation:
    """The build never sees {paths}."""
    came = [path for path in paths if _is_there(answer, path)]
    return Observation(passed=not came, observed=f"In the context: {', '.join(came) or 'none of them'}")


@checked(
    why="A pattern that takes too much breaks the build of somebody who looks for the fault elsewhere",
    fix="Name what is to stay out as narrowly as you can, or take it back with ! on a later line",
    file=_FILE,
)
def lets_in(answer: Answer, paths: Sequence[str]) -> Observation:
    """The build sees {paths}."""
    lost = [path for path in paths if not _is_there(answer, path)]
    return Observation(passed=not lost, observed=f"Kept out: {', '.join(lost) or 'none of them'}")


def _is_there(answer: Answer, path: str) -> bool:
    return any(one == path or one.startswith(f"{path}/") for one in _arrived(answer))


def _arrived(answer: Answer) -> frozenset[str]:
    """Return which files of the folder came into a build with the answer."""
    if "arrived" not in answer.kept:
        files = dict.fromkeys(_FOLDER, "")
        answer.kept["arrived"] = frozenset(arriving(engine(), answer.read(_FILE), files))
    paths: frozenset[str] = answer.kept["arrived"]
    return paths
