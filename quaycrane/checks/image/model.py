"""An image as its layers hold it: files, what they hide, settings and history."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class File:
    """An entry of a layer.

    Attributes:
        path: Where, without a slash in front.
        kind: ``file``, ``folder``, ``link`` or ``other``.
        size_bytes: The bytes of its content; a hard link has none of its own.
        mode: Its permissions, with set-uid and set-gid.
        user: The number of its owner.
        group: The number of its group.
        target: What a link leads to.
    """

    path: str
    kind: str
    size_bytes: int = 0
    mode: int = 0
    user: int = 0
    group: int = 0
    target: str = ""


@dataclass(frozen=True)
class Layer:
    """What one layer adds, changes and removes.

    Attributes:
        files: Its entries by path.
        removed: The paths that it hides (whiteouts).
        emptied: The folders of which it hides all that lies below (opaque folders).
        notes: What was noted of a file's content, by path.
        instruction: What made it, from the image's history.
    """

    files: Mapping[str, File]
    removed: frozenset[str] = frozenset()
    emptied: frozenset[str] = frozenset()
    notes: Mapping[str, Any] = field(default_factory=dict)
    instruction: str = ""

    @property
    def size_bytes(self) -> int:
        """The bytes of its files."""
        return sum(file.size_bytes for file in self.files.values())

    def hides(self, path: str) -> bool:
        """Return whether a path of a lower layer is gone for this layer's sake."""
        parents = _parents(path)
        return not self.removed.isdisjoint({path, *parents}) or not self.emptied.isdisjoint(parents)


@dataclass(frozen=True)
class Image:
    """An image.

    Attributes:
        layers: Bottom first.
        settings: The image's `config`: `Env`, `User`, `Cmd`, `ExposedPorts`, ...
        history: What made it, oldest first, with the instructions that made no layer.
    """

    layers: tuple[Layer, ...]
    settings: Mapping[str, Any]
    history: tuple[str, ...]

    @property
    def size_bytes(self) -> int:
        """The bytes of its layers, the same on every engine and store."""
        return sum(layer.size_bytes for layer in self.layers)

    @cached_property
    def tree(self) -> Mapping[str, File]:
        """The files that a container sees."""
        seen: dict[str, File] = {}
        for layer in self.layers:
            if layer.removed or layer.emptied:
                seen = {path: file for path, file in seen.items() if not layer.hides(path)}
            seen |= layer.files
        return seen

    @cached_property
    def notes(self) -> Mapping[str, Any]:
        """What was noted of the files that a container sees, by path."""
        seen: dict[str, Any] = {}
        for layer in self.layers:
            for path in [path for path in seen if path in layer.files or layer.hides(path)]:
                del seen[path]
            seen |= layer.notes
        return seen


@dataclass(frozen=True)
class Change:
    """What a layer does to the files below it.

    Attributes:
        added: Paths that were not there.
        changed: Paths that were there and are written again.
        removed: Paths that were there and are gone.
    """

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def changes(image: Image) -> tuple[Change, ...]:
    """Return what each layer adds, changes and removes; folders are told when they are added or removed."""
    changed, below = [], set[str]()
    for layer in image.layers:
        gone = {path for path in below if layer.hides(path)} if layer.removed or layer.emptied else set()
        here = below - gone
        contents = {path for path, file in layer.files.items() if file.kind != "folder"}
        changed.append(
            Change(
                tuple(sorted(layer.files.keys() - below)),
                tuple(sorted(contents & below)),
                tuple(sorted(gone - layer.files.keys())),
            )
        )
        below = here | layer.files.keys()
    return tuple(changed)


def _parents(path: str) -> set[str]:
    parts = path.split("/")
    return {"/".join(parts[:count]) for count in range(1, len(parts))}
