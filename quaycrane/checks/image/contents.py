"""What an image holds that a running application has no use for."""

import posixpath
import stat
from collections.abc import Sequence

from quaycrane.checks.answer import Answer
from quaycrane.checks.declared import checked
from quaycrane.checks.image.answer_image import base_layers, image_of
from quaycrane.checks.registry import Observation

BUILD_TOOLS = (
    "gcc",
    "g++",
    "cc",
    "clang",
    "make",
    "cmake",
    "ld",
    "as",
    "go",
    "rustc",
    "cargo",
    "javac",
    "git",
    "tsc",
)
_FOLDERS = {"bin", "sbin", "usr/bin", "usr/sbin", "usr/local/bin", "usr/local/sbin"}
_MOST_TOLD = 8


@checked(
    why="Tools are weight, and they are what an intruder would have brought along",
    fix="Build in a stage of its own, and copy what it made into the last one",
    needs=("builds",),
)
def no_build_tools(answer: Answer, tools: Sequence[str] = BUILD_TOOLS) -> Observation:
    """No tool that builds is in the image."""
    tree = image_of(answer).tree
    programs = [
        path
        for path, file in tree.items()
        if posixpath.basename(path) in tools
        and file.kind in {"file", "link"}
        and (posixpath.dirname(path) in _FOLDERS or posixpath.dirname(path).endswith("/node_modules/.bin"))
    ]
    return Observation(
        passed=not programs, observed=", ".join(f"/{path}" for path in programs[:_MOST_TOLD]) or "None"
    )


@checked(
    why="A set-uid program runs as its owner, whoever starts it: a way from any user to root",
    fix="Remove the bit where it comes from: chmod u-s,g-s FILE, in the same RUN",
    needs=("builds",),
)
def no_set_uid_files(answer: Answer, allowed: Sequence[str] = (), base_too: bool = False) -> Observation:  # noqa: FBT001, FBT002 - a parameter of a check
    """No program that runs as its owner is added to the image."""
    image = image_of(answer)
    first = 0 if base_too else base_layers(answer)
    added = {path for layer in image.layers[first:] for path in layer.files}
    paths = [
        f"/{path}"
        for path, file in image.tree.items()
        if path in added and file.kind == "file" and file.mode & (stat.S_ISUID | stat.S_ISGID)
    ]
    paths = [path for path in paths if path not in allowed]
    return Observation(passed=not paths, observed=", ".join(paths[:_MOST_TOLD]) or "None added")
