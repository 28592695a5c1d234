"""Where an answer cell may write, and the writing."""

import os
import re
import tempfile
from pathlib import Path

from quaycrane.errors import InputError

_PLAIN_PATH = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")
_EXAMPLE = "Name a file below the notebook's folder, such as answers/Dockerfile"


def place(name: str, folder: Path) -> Path:
    """Return the path that `name` means below `folder`.

    Args:
        name: What stands behind the magic.
        folder: The notebook's folder.

    Raises:
        InputError: It is no plain relative path, or it leads out of the folder or to a notebook.
    """
    name = name.strip().removeprefix("./")
    if not name:
        raise InputError("The first line names no file", fix=_EXAMPLE)
    if not _PLAIN_PATH.fullmatch(name) or ".." in name.split("/"):
        raise InputError(
            f"{name!r} is not a plain path below the notebook's folder",
            why="Letters, digits, '.', '_', '-' and '/' are allowed, and no '..'",
            fix=_EXAMPLE,
        )
    path = folder / name
    try:
        leads_out, is_folder = not path.resolve().is_relative_to(folder.resolve()), path.is_dir()
    except (OSError, RuntimeError) as error:  # a name too long, a link to itself
        raise InputError(f"{name[:60]} cannot be a file", why=str(error)[:120], fix=_EXAMPLE) from None
    if leads_out:
        raise InputError(
            f"{name} leads out of the notebook's folder", why="A link is in the way", fix=_EXAMPLE
        )
    if path.suffix.lower() == ".ipynb" or is_folder:
        kind = "a folder" if is_folder else "a notebook"
        raise InputError(f"{name} is {kind}, not a file for an answer", fix=_EXAMPLE)
    return path


def write(path: Path, text: str) -> None:
    """Write `text` in UTF-8 with LF line ends, in one step: a reader sees all of it or the old file.

    Raises:
        InputError: The text cannot be encoded, or the disk refuses.
    """
    try:
        content = text.replace("\r\n", "\n").replace("\r", "\n").encode()
    except UnicodeEncodeError as error:
        raise InputError(
            f"{path.name} holds a broken character",
            why=str(error),
            fix="Delete the character and type it again",
        ) from None
    temporary = ""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        why = error.strerror or str(error)
        raise InputError(
            f"{path.name} could not be written",
            why=why,
            fix="Make room on the disk, or look at the folder's rights",
        ) from None
