"""Tells what the words after `quaycrane check` mean: files, folders, images, or the standard input."""

import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from quaycrane.checks.lint.files import Files, files_below, is_compose
from quaycrane.checks.lint.settings import Configuration
from quaycrane.checks.lint.source import NoTextError, Source, decoded, looks_like_compose
from quaycrane.errors import InputError

STDIN = "-"
"""The word that means the standard input."""

_IMAGE = re.compile(
    r"(?:[\w.-]+(?::\d+)?/)?[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*"
    r"(?::\w[\w.-]{0,127}(?:@sha256:[0-9a-f]{64})?|@sha256:[0-9a-f]{64})"
)


@dataclass
class Targets:
    """What is to be judged.

    Attributes:
        files: The files.
        images: The images, by name.
        typed: What came on the standard input, None where nothing was to.
    """

    files: Files = field(default_factory=Files)
    images: dict[str, None] = field(default_factory=dict)
    typed: Source | None = None


def targets_of(words: Sequence[str], stdin_name: str, configuration: Configuration) -> Targets:
    """Return what words mean.

    Args:
        words: Files, folders, images with their tag or digest, or `-`.
        stdin_name: The file that the standard input stands for, empty for none.
        configuration: What the projects ask.

    Raises:
        InputError: A word means nothing that is there.
    """
    targets = Targets()
    for word in words:
        path = Path(word)
        if word == STDIN:
            targets.typed = _typed(stdin_name)
        elif path.is_dir():
            _add(targets.files, _below(path, configuration))
        elif path.is_file():
            why = configuration.excluded(path)
            _add(targets.files, Files({} if why else {path: None}))
            targets.files.left_out.update([why] if why else [])
        elif _IMAGE.fullmatch(word) and not Path(word.rpartition(":")[0]).is_file():
            targets.images[word] = None
        else:
            raise _not_there(path)
    return targets


def _add(files: Files, more: Files) -> None:
    files.judged |= more.judged
    files.left_out += more.left_out


def _below(folder: Path, configuration: Configuration) -> Files:
    files = files_below(folder, configuration.excluded, configuration.included)
    if not files.judged and not files.left_out:
        raise InputError(
            f"There is no Dockerfile and no Compose file in {folder}",
            fix="Name one: quaycrane check path/to/Dockerfile",
        )
    return files


def _not_there(path: Path) -> InputError:
    import difflib  # noqa: PLC0415 - only when somebody misspelt

    beside = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
    close = difflib.get_close_matches(path.name, beside, n=1)
    meant = f"Did you mean {path.with_name(close[0])}? " if close else ""
    return InputError(
        f"{path} is no file and no folder",
        fix=f"{meant}Name a Dockerfile, a Compose file, a folder, or an image with its tag",
    )


def _typed(name: str) -> Source:
    try:
        text = decoded(sys.stdin.buffer.read())
    except NoTextError as error:
        raise InputError("The standard input is no UTF-8 text", why=error.what, fix=error.fix) from None
    compose = is_compose(name) if name else looks_like_compose(text)
    path = Path(name or ("compose.yaml" if compose else "Dockerfile"))
    return Source(name or STDIN, path, text, compose, saved=False)
