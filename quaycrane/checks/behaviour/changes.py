"""Edits a copy of an answer, each time with a word that was never there before."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from quaycrane.checks.engine_facts import Edit
from quaycrane.errors import InputError

_FIX = "Put the application's files back"
_COMMENTS = {
    "// {}\n": "js mjs cjs jsx ts tsx go java c h rs",
    "/* {} */\n": "css",
    "<!-- {} -->\n": "html htm md xml svg",
    "-- {}\n": "sql",
    "# {}\n": "py sh rb yml yaml toml conf ini env txt",
}
_COMMENT_OF = {f".{suffix}": form for form, suffixes in _COMMENTS.items() for suffix in suffixes.split()}


def edit_of(file: str) -> Edit:
    """Return what edits a file so that it means the same: a comment, or a field that nothing reads.

    Args:
        file: The file, from the answer's folder.
    """
    return partial(_edit, file)


def _edit(file: str, folder: Path, word: str) -> None:
    path = folder / file
    if not path.is_file() or path.is_symlink():
        raise InputError(f"There is no file {file}", fix=_FIX)
    if path.name == "package-lock.json":
        edit_lockfile(path.parent, word)
    elif path.suffix == ".json":
        _change(path, lambda told: told.__setitem__("description", word))
    else:
        with path.open("a") as text:
            text.write("\n" + _COMMENT_OF.get(path.suffix, "{}\n").format(word))


def edit_source(folder: Path, word: str) -> None:
    """Append a comment to the first source file."""
    _append(folder, "src", "*.js", f"// {word}\n")


def edit_page(folder: Path, word: str) -> None:
    """Append a comment to the first page."""
    _append(folder, "public", "*.html", f"<!-- {word} -->\n")


def edit_manifest(folder: Path, word: str) -> None:
    """Change the manifest's description."""
    _change(folder / "package.json", lambda told: told.__setitem__("description", word))


def edit_lockfile(folder: Path, word: str) -> None:
    """Change the lock file where `npm ci` does not compare it with the manifest."""
    _change(folder / "package-lock.json", lambda told: told["packages"][""].__setitem__("edited", word))


def _append(folder: Path, where: str, pattern: str, text: str) -> None:
    found = sorted((folder / where).rglob(pattern))
    if not found:
        raise InputError(f"There is no {pattern} in {where}/", fix=_FIX)
    with found[0].open("a") as file:
        file.write(text)


def _change(path: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    try:
        told = json.loads(path.read_text())
        edit(told)
    except (OSError, ValueError, KeyError) as error:
        raise InputError(f"{path.name} cannot be edited", why=str(error), fix=_FIX) from None
    path.write_text(json.dumps(told, indent=2))
