"""Reads YAML within limits: every value with its line, equal keys refused, aliases counted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from quaycrane.checks.compose.events import BeyondLimitsError, Lines, NotReadError, events
from quaycrane.checks.compose.positions import Path, Positions
from quaycrane.checks.compose.scalars import Moment, plain_scalar, tagged_scalar

MOST_CHARACTERS = 131_072
MOST_NODES = 20_000
DEEPEST = 40


@dataclass
class _Node:
    value: Any
    line: int
    tag: str = ""
    open: bool = True
    size: int = 1


@dataclass(frozen=True)
class Document:
    """A YAML text that was read.

    Attributes:
        value: Its content: mappings, lists and scalars.
        positions: The line of each path.
        resets: Paths with the tag ``!reset``, whose value is taken away.
        overrides: Paths with the tag ``!override``, whose value takes the place of another's.
    """

    value: Any
    positions: Positions
    resets: tuple[Path, ...] = ()
    overrides: tuple[Path, ...] = ()


@lru_cache(maxsize=128)
def read(text: str) -> tuple[Document, ...]:
    """Read the documents of a text; what is returned is shared, and not to be changed.

    Raises:
        NotReadError: It is no YAML, has equal keys in a mapping, or is beyond the limits.
    """
    if len(text) > MOST_CHARACTERS:
        raise BeyondLimitsError(1, f"The file has more than {MOST_CHARACTERS:,} characters", "Shorten it")
    return tuple(map(_document, _Composer(Lines(text)).compose(events(text))))


def _document(root: _Node) -> Document:
    flat = _Flat()
    value = flat.take((), root)
    return Document(value, Positions(flat.lines), tuple(flat.resets), tuple(flat.overrides))


class _Composer:
    """Makes nodes of events, with a stack of its own so that no nesting can overflow."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self.anchors: dict[str, _Node] = {}
        self.stack: list[_Node] = []
        self.keys: list[_Node | None] = []
        self.roots: list[_Node] = []
        self.count = 0

    def compose(self, events: Iterator[Any]) -> list[_Node]:
        for event in events:
            kind = type(event).__name__
            line = self.lines.at(event.start_mark)
            if kind == "DocumentStartEvent":
                self.anchors = {}
                if event.version not in {None, (1, 1)}:
                    raise NotReadError(line, "Compose reads YAML 1.1", "Take the line %YAML out")
            elif kind in {"MappingStartEvent", "SequenceStartEvent"}:
                self._open(event, line, {} if kind == "MappingStartEvent" else [])
            elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
                self._close()
            elif kind == "ScalarEvent":
                self._put(self._anchored(event, _Node(_scalar(event, line), line, _tag(event), open=False)))
            elif kind == "AliasEvent":
                self._put(self._alias(event.anchor, line))
        return self.roots

    def _open(self, event: Any, line: int, value: object) -> None:  # noqa: ANN401 - ruamel is untyped
        if len(self.stack) >= DEEPEST:
            raise BeyondLimitsError(line, f"This is nested deeper than {DEEPEST} levels", "Nest less")
        self.stack.append(self._anchored(event, _Node(value, line, _tag(event))))
        self.keys.append(None)

    def _close(self) -> None:
        node = self.stack.pop()
        self.keys.pop()
        node.open = False
        self._put(node)

    def _anchored(self, event: Any, node: _Node) -> _Node:  # noqa: ANN401 - ruamel is untyped
        if event.anchor:
            self.anchors[event.anchor] = node
        return node

    def _alias(self, name: str, line: int) -> _Node:
        node = self.anchors.get(name)
        if node is None:
            raise NotReadError(line, f"The alias *{name} has no anchor &{name} above it", "Name an anchor")
        if node.open:
            raise NotReadError(line, f"The anchor &{name} contains itself", "Take the alias out")
        return node

    def _put(self, node: _Node) -> None:
        self.count += 1
        if self.count > MOST_NODES:
            raise BeyondLimitsError(node.line, f"There are more than {MOST_NODES:,} values", "Write less")
        if not self.stack:
            self.roots.append(node)
            return
        parent = self.stack[-1]
        parent.size += node.size
        if parent.size > MOST_NODES:
            raise BeyondLimitsError(parent.line, "The aliases grow beyond all bounds", "Use fewer aliases")
        if isinstance(parent.value, list):
            parent.value.append(node)
        elif self.keys[-1] is None:
            self.keys[-1] = node
        else:
            _set(parent, self.keys[-1], node)
            self.keys[-1] = None


def _set(parent: _Node, key: _Node, node: _Node) -> None:
    name = key.value
    if not isinstance(name, str) or isinstance(name, Moment):
        kind = "list or a mapping" if isinstance(name, list | dict) else "number or a word of YAML's own"
        raise NotReadError(
            key.line, f"A key is a {kind} here", "Write a word before the colon, or put it in quotes"
        )
    if name in parent.value:
        raise NotReadError(key.line, f"The key {name} stands twice in one mapping", "Keep one of the two")
    parent.value[name] = node
    node.line = min(node.line, key.line) if node.line > key.line else node.line


def _tag(event: Any) -> str:  # noqa: ANN401 - ruamel is untyped
    return str(event.tag or "") if not isinstance(event.tag, bool) else ""


def _scalar(event: Any, line: int) -> object:  # noqa: ANN401 - ruamel is untyped
    tag = _tag(event)
    if tag.startswith(("tag:yaml.org,2002:", "!!")):
        try:
            return tagged_scalar(tag, event.value)
        except ValueError as error:
            raise NotReadError(line, f"This is no YAML: {error}") from None
    return plain_scalar(event.value) if event.implicit[0] and not event.style else event.value


@dataclass
class _Flat:
    """Makes plain values of nodes, aliases and merge keys put in."""

    lines: dict[Path, int] = field(default_factory=dict)
    resets: list[Path] = field(default_factory=list)
    overrides: list[Path] = field(default_factory=list)

    def take(self, path: Path, node: _Node) -> Any:  # noqa: ANN401 - any value of YAML
        self.lines.setdefault(path, node.line)
        if node.tag == "!reset":
            self.resets.append(path)
            return None
        if node.tag == "!override":
            self.overrides.append(path)
        if isinstance(node.value, list):
            kept = [item for item in node.value if item.tag != "!reset"]
            return [self.take((*path, index), item) for index, item in enumerate(kept)]
        if isinstance(node.value, dict):
            for key, item in node.value.items():
                if item.tag == "!reset":
                    self.take((*path, key), item)
            return {key: self.take((*path, key), item) for key, item in merged(node).items()}
        return node.value


def merged(node: _Node) -> dict[str, _Node]:
    """Return the mapping of a node, what its merge key names put in behind its own keys.

    A key with the tag ``!reset`` is not there, so that one which is merged in takes its place.

    Raises:
        NotReadError: The merge key names no mapping.
    """
    own: dict[str, _Node] = {
        key: value for key, value in node.value.items() if key != "<<" and value.tag != "!reset"
    }
    if "<<" not in node.value:
        return own
    behind = node.value["<<"]
    for source in behind.value if isinstance(behind.value, list) else [behind]:
        if not isinstance(source.value, dict):
            raise NotReadError(
                behind.line, "<< merges mappings, and this is none", "Name an anchor of a mapping"
            )
        for key, value in merged(source).items():
            own.setdefault(key, value)
    return own
