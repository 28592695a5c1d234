"""Makes the paths of a content absolute, and says which files may be read."""

import os.path
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quaycrane.checks.compose.reader import MOST_CHARACTERS

Content = dict[str, Any]


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
                raise ValueError(f"The file {path} is too large")
            return real.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError):
            raise ValueError(f"The file {path} cannot be read as text") from None


def absolute(path: object, folder: Path) -> str:
    """Return a path as Compose resolves it."""
    text = str(path)
    if text.startswith("~"):
        return os.path.expanduser(text)  # noqa: PTH111 - as Compose: without a look at the disk
    return os.path.normpath(folder / text)


def absolute_service(service: Content, folder: Path) -> Content:
    """Return a canonical service with the paths of this machine made absolute."""
    found = dict(service)
    if "build" in found:
        build = found["build"] = dict(found["build"])
        build["context"] = _context(build.get("context", "."), folder)
        extra = build.get("additional_contexts")
        if extra:
            build["additional_contexts"] = {
                name: path
                if "://" in str(path) or str(path).startswith("service:")
                else absolute(path, folder)
                for name, path in extra.items()
            }
    if "volumes" in found:
        found["volumes"] = [
            {**mount, "source": absolute(mount["source"], folder)}
            if mount.get("type") == "bind" and "source" in mount
            else mount
            for mount in found["volumes"]
        ]
    if "env_file" in found:
        found["env_file"] = [_env_file(item, folder) for item in _as_list(found["env_file"])]
    for watch in (found.get("develop") or {}).get("watch") or ():
        if isinstance(watch, dict) and "path" in watch:
            watch["path"] = absolute(watch["path"], folder)
    return found


def _as_list(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _env_file(item: object, folder: Path) -> Content:
    long = dict(item) if isinstance(item, dict) else {"path": item}
    return {"required": True, **long, "path": absolute(long.get("path", ""), folder)}


def _context(context: object, folder: Path) -> str:
    text = str(context)
    remote = "://" in text or text.startswith(("git@", "github.com/"))
    return text if remote else absolute(text, folder)
