"""Lays services over those that they extend, in the same file or in another."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

from quaycrane.checks.compose.load import Load
from quaycrane.checks.compose.merge import CannotMergeError, merged, without
from quaycrane.checks.compose.positions import Path
from quaycrane.checks.compose.reader import Document

Content = dict[str, Any]
_MOST_GENERATIONS = 50
_MOST_VALUES = 200_000


@dataclass
class Opened:
    """A file whose services may be extended: they are interpolated and in long forms, not yet extended.

    Attributes:
        file: Its path; empty for the one at hand.
        services: Its services.
        taken: Its paths with ``!reset`` and ``!override``: what stands there below is not taken over.
        generations: How many others each service that is done stands upon.
    """

    file: str
    services: Content
    taken: tuple[Path, ...] = ()
    generations: dict[str, int] = field(default_factory=dict)


Open = Callable[[str, str, Path, Load], Opened | None]


def extend(raw: Content, document: Document, load: Load, other: Open) -> None:
    """Lay each service of a content over the one that it extends.

    Args:
        raw: A content with its variables filled in; it is changed.
        document: What it was read from.
        load: The loading that this is part of.
        other: Opens another file, for a service of it; None when it cannot be had.
    """
    services = raw.get("services")
    if not isinstance(services, dict):
        return
    here = Opened("", services, taken_away(document))
    extending = _Extending(load, other)
    for name in list(services):
        extending.run(here, name, ("services", name, "extends"), ())


def taken_away(document: Document) -> tuple[Path, ...]:
    """Return the paths at which what lies below a document is taken away before it is laid over."""
    paths = (*document.resets, *document.overrides)
    return tuple(path for path in paths if all(isinstance(part, str) for part in path))


@dataclass
class _Extending:
    load: Load
    other: Open
    values: int = 0

    def run(self, opened: Opened, name: str, told_at: Path, seen: tuple[tuple[str, str], ...]) -> None:
        """Lay a service over what it extends, and that over what it extends before."""
        service = opened.services.get(name)
        if not isinstance(service, dict) or "extends" not in service:
            return
        wanted = service.pop("extends")
        wanted = wanted if isinstance(wanted, dict) else {"service": wanted}
        ref, file = wanted.get("service"), wanted.get("file")
        if not isinstance(ref, str) or not isinstance(file, str | None):
            self.load.tell(told_at, "extends must name a service, and the file where it is")
            return
        source = self.other(file, ref, told_at, self.load) if file is not None else opened
        if source is None:
            return
        if ref not in source.services:
            self.load.tell(told_at, f"There is no service {ref} {f'in {file}' if file else 'here'} to extend")
            return
        trail = (*seen, (opened.file, name))
        if (source.file, ref) in trail:
            circle = " -> ".join((*(one for _, one in trail), ref))
            self.load.tell(told_at, f"Services extend each other in a circle: {circle}")
            return
        if len(trail) > _MOST_GENERATIONS:
            self._too_much(told_at)
            return
        self.run(source, ref, told_at, trail)
        self._lay(opened, name, source, ref, told_at)

    def _lay(self, opened: Opened, name: str, source: Opened, ref: str, told_at: Path) -> None:
        base, service = source.services[ref], opened.services[name]
        if not isinstance(base, dict):
            return
        opened.generations[name] = source.generations.get(ref, 0) + 1
        self.values += _count(base)
        if opened.generations[name] > _MOST_GENERATIONS or self.values > _MOST_VALUES:
            self._too_much(told_at)
            return
        whole = {"services": {name: deepcopy(base)}}
        for path in opened.taken:
            without(whole, path)
        below = whole.get("services", {}).get(name)
        try:
            opened.services[name] = merged(below, service, ("services", name))
        except CannotMergeError as error:
            self.load.tell(error.path, str(error))
        if source is opened:
            self.load.supposed |= {
                ("services", name, *_upto_list(path[2:]))
                for path in self.load.supposed
                if path[:2] == ("services", ref)
            }

    def _too_much(self, told_at: Path) -> None:
        self.load.tell(told_at, "Services extend too many others", "Extend fewer", beyond=True)


def _upto_list(path: Path) -> Path:
    """Return a path up to the first list in it, whose places move when lists are joined."""
    return next((path[:place] for place, part in enumerate(path) if isinstance(part, int)), path)


def _count(value: object) -> int:
    if isinstance(value, dict):
        return 1 + sum(map(_count, value.values()))
    return 1 + sum(map(_count, value)) if isinstance(value, list) else 1
