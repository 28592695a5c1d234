"""Makes the paths of a content absolute, and says which files may be read."""

import os.path
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quaycrane.checks.compose.reader import MOST_CHARACTERS

Content = dict[str, Any]
_WINDOWS = re.compile(r".:[\\/]|[\\/]{2}")


class TooLargeError(ValueError):
    """A file is larger than what is read here."""


@dataclass(frozen=True)
class Ground:
    """Where other files than the first may be read.

    Attributes:
        folder: The project's folder, absolute.
        confined: Whether only files below it are read, and no links.
    """

    folder: Path
    confined: bool = True

    def read(self, path: Path) -> str:
        """Return a file's text.

        Raises:
            ValueError: It is not there, not ours to read, too large, or no text.
        """
        try:
            real = Path(os.path.realpath(path))
            if self.confined and not real.is_relative_to(os.path.realpath(self.folder)):
                raise ValueError(f"{path} lies outside of the project's folder and is not read")
            if not real.is_file():
                raise ValueError(f"The file {path} is not there")
            if real.stat().st_size > MOST_CHARACTERS:
                raise TooLargeError(f"The file {path} is too large")
            return real.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise ValueError(f"The file {path} cannot be read as text") from None


def absolute(path: object, folder: Path, *, windows: bool = False) -> str:
    """Return a path as Compose resolves it: one that is absolute stays as it is written.

    Args:
        path: The path; one that begins with ``~`` lies in the home of who runs this.
        folder: What it is relative to.
        windows: Whether a path of Windows, with a drive, is absolute, too.
    """
    text = str(path)
    if text.startswith("~"):
        text = os.path.join(os.path.expanduser("~"), text[1:].lstrip("/"))  # noqa: PTH111, PTH118 - as Compose
    if text.startswith("/") or (windows and _WINDOWS.match(text)):
        return text
    return os.path.normpath(folder / text)


def resolve_paths(content: Content, folder: Path) -> None:
    """Make the paths of a content absolute, which is in long forms."""
    for service in (content.get("services") or {}).values():
        if isinstance(service, dict):
            _resolve_service(service, folder)
    for kind in ("configs", "secrets"):
        for source in (content.get(kind) or {}).values():
            if isinstance(source, dict) and isinstance(source.get("file"), str):
                source["file"] = absolute(source["file"], folder, windows=True)
    for volume in (content.get("volumes") or {}).values():
        _resolve_volume(volume, folder)


def _resolve_volume(volume: object, folder: Path) -> None:
    """Make the path absolute of a volume that is a bind mount in truth."""
    if not isinstance(volume, dict) or volume.get("driver") != "local":
        return
    options = volume.get("driver_opts")
    if isinstance(options, dict) and options.get("o") == "bind" and isinstance(options.get("device"), str):
        options["device"] = absolute(options["device"], folder, windows=True)


def _resolve_service(service: Content, folder: Path) -> None:
    if isinstance(service.get("build"), dict):
        _resolve_build(service["build"], folder)
    for mount in _mappings(service.get("volumes")):
        if mount.get("type") == "bind" and isinstance(mount.get("source"), str):
            mount["source"] = absolute(mount["source"], folder, windows=True)
    for file in _mappings(service.get("env_file")):
        _resolve_key(file, "path", folder)
    if isinstance(service.get("label_file"), list):
        service["label_file"] = [absolute(path, folder) for path in service["label_file"]]
    _resolve_key(service.get("extends"), "file", folder)
    develop = service.get("develop")
    for watch in _mappings(develop.get("watch") if isinstance(develop, dict) else None):
        _resolve_key(watch, "path", folder)


def _resolve_build(build: Content, folder: Path) -> None:
    if isinstance(build.get("context"), str):
        build["context"] = _context(build["context"], folder)
    for key, resolved in (("additional_contexts", _context), ("ssh", _key)):
        if isinstance(build.get(key), dict):
            build[key] = {name: resolved(path, folder) for name, path in build[key].items()}


def _resolve_key(owner: object, key: str, folder: Path) -> None:
    if isinstance(owner, dict) and isinstance(owner.get(key), str) and owner[key]:
        owner[key] = absolute(owner[key], folder)


def _mappings(value: object) -> list[Content]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _key(path: object, folder: Path) -> object:
    return absolute(path, folder, windows=True) if isinstance(path, str) else path


def _context(context: object, folder: Path) -> str:
    text = str(context)
    elsewhere = "://" in text or text.startswith(("service:", "git@", "github.com/"))
    return text if elsewhere or not text else absolute(text, folder)
