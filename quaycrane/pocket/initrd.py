"""Writes the archive from which a kernel starts: cpio in its `newc` form, which needs no rights."""

from collections.abc import Mapping
from pathlib import Path

_FILE, _FOLDER, _DEVICE = 0o100755, 0o040755, 0o020600
_CONSOLE = (5, 1)


def write_initrd(path: Path, files: Mapping[str, bytes]) -> None:
    """Write an archive of files, each executable, with their folders and ``/dev/console``.

    Args:
        path: The archive.
        files: Contents by name, as ``bin/busybox``.
    """
    folders = {str(parent) for name in (*files, "dev/x") for parent in Path(name).parents} - {"."}
    with path.open("wb") as archive:
        for folder in sorted(folders):
            archive.write(_entry(folder, _FOLDER))
        archive.write(_entry("dev/console", _DEVICE, device=_CONSOLE))
        for name, content in files.items():
            archive.write(_entry(name, _FILE, content))
        archive.write(_entry("TRAILER!!!", 0))


def _entry(name: str, mode: int, content: bytes = b"", device: tuple[int, int] = (0, 0)) -> bytes:
    label = name.encode() + b"\0"
    numbers = (0, mode, 0, 0, 1, 0, len(content), 0, 0, *device, len(label), 0)
    head = b"070701" + "".join(f"{number:08x}" for number in numbers).encode() + label
    return _padded(head) + _padded(content)


def _padded(part: bytes) -> bytes:
    return part + bytes(-len(part) % 4)
