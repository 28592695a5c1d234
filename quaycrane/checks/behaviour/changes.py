"""Builds a copy of an answer after an edit, each time with a word that was never there before."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import Edit, build_after
from quaycrane.engine import Build
from quaycrane.errors import InputError

_FIX = "Put the application's files back"
_COMMENTS = {
    "// {}\n": "js mjs cjs jsx ts tsx go java c h rs mod",
    "/* {} */\n": "css",
    "<!-- {} -->\n": "html htm md xml svg",
    "-- {}\n": "sql",
    "# {}\n": "py sh rb yml yaml toml conf ini env txt lock",
}
_COMMENT_OF = {f".{suffix}": form for form, suffixes in _COMMENTS.items() for suffix in suffixes.split()}


@dataclass(frozen=True)
class Edited:
    """An answer that was built after an edit.

    Attributes:
        build: The build.
        word: What the edit brought in.
    """

    build: Build
    word: str


def edited(answer: Answer, file: str, replacing: str = "") -> Edited:
    """Return the build of an answer after an edit of a file; it is made once.

    Args:
        answer: What to copy.
        file: The file to edit, from the answer's folder.
        replacing: A text in it, in whose place the word stands then; empty for a word in a comment.

    Raises:
        BuildError: It does not build.
        InputError: The file cannot be edited.
    """
    known = f"edited {file} {replacing}"
    if known not in answer.kept:
        words: list[str] = []

        def edit(folder: Path, word: str) -> None:
            words.append(word)
            edit_of(file, replacing)(folder, word)

        built = build_after(answer, edit)
        answer.kept[known] = Edited(built, words[0])
    edited_once: Edited = answer.kept[known]
    return edited_once


def edit_of(file: str, replacing: str = "") -> Edit:
    """Return what edits a file: it puts a word for a text, else in a comment or a field that nothing reads.

    Args:
        file: The file, from the answer's folder.
        replacing: The text.
    """
    return partial(_edit, file, replacing)


def _edit(file: str, replacing: str, folder: Path, word: str) -> None:
    path = folder / file
    if not path.is_file() or path.is_symlink():
        raise InputError(f"There is no file {file}", fix=_FIX)
    if replacing:
        _replace(path, replacing, word)
    elif path.name == "package-lock.json":
        # npm ci does not compare this field with the manifest.
        _change(path, lambda manifest: manifest["packages"][""].__setitem__("edited", word))
    elif path.suffix == ".json":
        _change(path, lambda manifest: manifest.__setitem__("description", word))
    else:
        with path.open("a") as text:
            text.write("\n" + _COMMENT_OF.get(path.suffix, "{}\n").format(word))


def _replace(path: Path, text: str, word: str) -> None:
    before = path.read_text()
    if text not in before:
        raise InputError(f"{path.name} does not hold {text!r}", fix=_FIX)
    path.write_text(before.replace(text, word, 1))


def _change(path: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    try:
        payload = json.loads(path.read_text())
        edit(payload)
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path.name} cannot be edited", why=str(error), fix=_FIX) from None
    path.write_text(json.dumps(payload, indent=2))
