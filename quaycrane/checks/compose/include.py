"""Takes over what the files bring that a content includes."""

from collections.abc import Callable, Sequence
from pathlib import Path as FilePath
from typing import Any

from quaycrane.checks.compose.load import Load
from quaycrane.checks.compose.paths import absolute
from quaycrane.checks.compose.positions import Path

Content = dict[str, Any]
_KINDS = ("services", "volumes", "networks", "secrets", "configs", "models")
_REMOTE = ("https://", "http://", "git://", "ssh://", "git@", "github.com/", "oci://")


def include(raw: Content, load: Load, follow: Callable[[Sequence[str], Load], Content]) -> None:
    """Add what is included to a content, and take its `include` away.

    Args:
        raw: A content with its variables filled in; it is changed.
        load: The loading that this is part of.
        follow: Loads texts one over the other into one content.
    """
    entries = raw.pop("include", None)
    if entries is None:
        return
    if not isinstance(entries, list):
        load.tell(("include",), "include must be a list of files")
        return
    for index, entry in enumerate(entries):
        path: Path = ("include", index)
        long = entry if isinstance(entry, dict) else {"path": entry}
        names = {key: _texts(long.get(key)) for key in ("path", "project_directory", "env_file")}
        wrong = next((key for key, found in names.items() if found is None), None)
        if wrong:
            load.tell((*path, wrong), f"{wrong} of an include must be a text, or a list of texts")
            continue
        files = names["path"] or []
        if any(str(file).startswith(_REMOTE) for file in files):
            _remote(load, path, files)
        elif files:
            _include(raw, load, path, names, follow)


def _texts(value: object) -> list[str] | None:
    entries: list[Any] = value if isinstance(value, list) else [] if value is None else [value]
    return entries if all(isinstance(item, str) for item in entries) else None


def _remote(load: Load, path: Path, files: list[str]) -> None:
    load.partial = True
    if load.ground.confined:
        load.tell(path, f"{files[0]} is not in the project's folder and is not read")


def _include(
    raw: Content,
    load: Load,
    path: Path,
    names: dict[str, list[str] | None],
    follow: Callable[[Sequence[str], Load], Content],
) -> None:
    files = [absolute(file, load.folder) for file in names["path"] or []]
    if files[0] in load.chain:
        circle = " -> ".join(FilePath(file).name for file in (*load.chain, files[0]))
        load.tell(path, f"Files include each other in a circle: {circle}")
        return
    texts = [load.open(file, path) for file in files]
    if None in texts:
        load.partial = True
        return
    folder = FilePath(files[0]).parent
    for given in names["project_directory"] or []:
        folder = FilePath(absolute(given, load.folder))
    variables = load.with_variables(_variables(load, path, names["env_file"] or [], folder), path)
    inner = load.within(files[0], folder, variables)
    model = follow([text for text in texts if text is not None], inner)
    load.take_over(inner, path, str((names["path"] or [""])[0]))
    load.supposed |= inner.supposed
    _import(model, raw, load, str((names["path"] or [""])[0]))


def _variables(load: Load, path: Path, named: list[str], folder: FilePath) -> list[tuple[str, str]]:
    """Return the names and texts of an include's files of variables: those named, else the `.env` there."""
    if named:
        opened = [
            (name, load.open(absolute(name, load.folder), path)) for name in named if name != "/dev/null"
        ]
        return [(name, text) for name, text in opened if text is not None]
    try:
        return [(str(folder / ".env"), load.ground.read(folder / ".env"))]
    except ValueError:
        return []


def _import(model: Content, raw: Content, load: Load, file: str) -> None:
    for kind in _KINDS:
        own = raw.get(kind)
        brought = model.get(kind)
        if not isinstance(brought, dict) or not isinstance(own, dict | None):
            continue
        for name, item in brought.items():
            if own is not None and name in own and own[name] != item:
                what = f"{kind}.{name} is in {file}, too, which is included, and differs"
                load.tell(
                    (kind, name),
                    what,
                    "Give one of the two another name, or override it in a file of its own",
                )
        raw[kind] = {**brought, **(own or {})}
