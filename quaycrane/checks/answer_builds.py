"""Builds an answer and edited copies of it, each once, on the engine at hand."""

import os
import shutil
import tempfile
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.watching import tell
from quaycrane.engine import Build, BuildStep, Engine, connect
from quaycrane.errors import InputError

MOST_CONTEXT_BYTES = 256 << 20
MOST_CONTEXT_FILES = 20_000

_LEFT_OUT = ("node_modules", ".git", "*.ipynb", ".ipynb_checkpoints")

Edit = Callable[[Path, str], None]
"""Changes a copy of an answer; gets its folder and a word that is used only once."""


@cache
def engine() -> Engine:
    """Return the engine that checks use: one that runs already."""
    return connect(start=False)


TRIAL = "quaycrane-trial"
"""The tag of the answer that was built last, so that a person can run it by hand."""


def build_seconds() -> float:
    """Return how long one build of an answer may take; grading says how long."""
    return float(os.environ.get("QUAYCRANE_BUILD_SECONDS", "240"))


def first_build(answer: Answer) -> Build:
    """Return the build of the answer as it is.

    Raises:
        BuildError: It does not build.
        InputError: Its folder is too large to be a build context.
        NoEngineError: There is no engine.
    """
    if "first build" not in answer.kept:
        answer.kept["first build"] = _build(answer, tag=TRIAL)
    build: Build = answer.kept["first build"]
    return build


def build_after(answer: Answer, edit: Edit) -> Build:
    """Return the build of a copy of the answer after an edit that no one made before.

    Args:
        answer: What to copy.
        edit: Changes the copy.

    Raises:
        BuildError: It does not build.
    """
    first_build(answer)
    return _build(answer, edit)


def steps_after(
    answer: Answer, edit: Edit, enough: Callable[[tuple[BuildStep, ...]], bool]
) -> tuple[BuildStep, ...]:
    """Return what the build of an edited copy of the answer does, until that is enough.

    Args:
        answer: What to copy.
        edit: Changes the copy.
        enough: Told the steps each time one begins.

    Raises:
        BuildError: It does not build so far.
    """
    first_build(answer)
    with _edited(answer, edit) as copy:
        return engine().build_until(copy, enough, dockerfile=answer.text, timeout_seconds=build_seconds())


def build_with_secret(answer: Answer, name: str, value: str) -> Build:
    """Return the build of the answer when it is given a secret, by its id and as the ARG of that name."""
    arguments = {name: value, name.upper(): value}
    # A secret is no part of what the cache goes by, so a step that saw none would come from there.
    return _build(answer, secrets={name: value}, arguments=arguments, no_cache=True)


def build_given(answer: Answer, arguments: Mapping[str, str]) -> Build:
    """Return the build of the answer with values for its ARGs, the same one each time it is asked for.

    Raises:
        BuildError: It does not build with them.
    """
    name = f"build with {sorted(arguments.items())}"
    if name not in answer.kept:
        answer.kept[name] = _build(answer, arguments=arguments)
    build: Build = answer.kept[name]
    return build


def build_again(answer: Answer) -> Build:
    """Return a build of the answer that takes nothing from the cache."""
    return _build(answer, no_cache=True)


def build_other(answer: Answer, dockerfile: str) -> Build:
    """Return the build of another Dockerfile with the answer's other files."""
    return _build(answer, dockerfile=dockerfile)


@contextmanager
def copied(answer: Answer) -> Iterator[Path]:
    """Copy the answer's folder, without what no context should hold, for as long as the block lasts.

    Raises:
        InputError: It is too large.
    """
    _measure(answer.folder)
    with tempfile.TemporaryDirectory(prefix="quaycrane-answer-") as scratch:
        copy = Path(scratch, "app")
        shutil.copytree(answer.folder, copy, symlinks=True, ignore=_left_out)
        yield copy


def _build(answer: Answer, edit: Edit | None = None, **options: Any) -> Build:  # noqa: ANN401 - see BuildOptions
    with _edited(answer, edit) as copy:
        given = {"dockerfile": answer.text, "timeout_seconds": build_seconds(), "on_progress": tell}
        options = given | options
        return engine().build(copy, **options)


@contextmanager
def _edited(answer: Answer, edit: Edit | None) -> Iterator[Path]:
    with copied(answer) as copy:
        if edit:
            edit(copy, uuid.uuid4().hex)
        yield copy


def _left_out(folder: str, names: list[str]) -> set[str]:
    special = {name for name in names if not _is_plain(Path(folder, name))}
    return special | shutil.ignore_patterns(*_LEFT_OUT)(folder, names)


def _is_plain(path: Path) -> bool:
    return path.is_symlink() or path.is_dir() or path.is_file()


def _measure(folder: Path) -> None:
    """Refuse a folder that is too large, without reading more of it than that takes."""
    total = count = 0
    for path in _walk(folder):
        size = path.lstat().st_size
        total, count = total + size, count + 1
        if total > MOST_CONTEXT_BYTES or count > MOST_CONTEXT_FILES:
            raise InputError(
                "The build context is too large",
                why=f"{count} files make {total / 1e6:.0f} MB; one of them is {path.relative_to(folder)}",
                fix="Keep nothing in the folder that the image does not need",
            )


def _walk(folder: Path) -> Iterator[Path]:
    left_out = shutil.ignore_patterns(*_LEFT_OUT)
    for path in folder.iterdir():
        if left_out(str(folder), [path.name]):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        else:
            yield path
