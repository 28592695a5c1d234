"""Loads Compose files one over the other: variables, `extends`, `include`, merging, schema, defaults."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from pathlib import Path as FilePath
from typing import Any

from quaycrane.checks.compose.defaults import complete, hold_to_rules
from quaycrane.checks.compose.events import NotReadError
from quaycrane.checks.compose.extends import Opened, extend, taken_away
from quaycrane.checks.compose.include import include
from quaycrane.checks.compose.interpolate import interpolate
from quaycrane.checks.compose.load import Load
from quaycrane.checks.compose.long_forms import write_out
from quaycrane.checks.compose.merge import CannotMergeError, merged, without
from quaycrane.checks.compose.paths import absolute, resolve_paths
from quaycrane.checks.compose.positions import Path
from quaycrane.checks.compose.reader import Document, read
from quaycrane.checks.compose.scalars import Moment
from quaycrane.checks.compose.schema import violations
from quaycrane.checks.compose.unique import each_once

Content = dict[str, Any]
_MOST_ROUNDS = 5
_SERVICE, _SECTION = 2, 3


def load_all(texts: Sequence[str], load: Load) -> Content:
    """Return the content of texts, each over the ones before: complete, in long forms, paths absolute."""
    content: Content = {}
    for text in texts:
        for document in _documents(text, load):
            content = _over(document, content, load)
    complete(content)
    hold_to_rules(content, load.tell)
    resolve_paths(content, load.folder)
    _fill_environment(content, load.variables)
    return content


def _documents(text: str, load: Load) -> tuple[Document, ...]:
    try:
        return read(text)
    except NotReadError as error:
        # What was not read to its end may hold aliases that grow without bounds.
        load.problems.append(replace(error.problem, beyond=error.problem.beyond or "*" in text))
        return ()


def _over(document: Document, below: Content, load: Load) -> Content:
    raw = _filled(document, load)
    if raw is None:
        return below
    extend(raw, document, load, _open)
    for path in taken_away(document):
        without(below, path)
    include(raw, load, load_all)
    content = _laid(below, raw, load)
    _hold_to_schema(content, load)
    content.pop("version", None)
    write_out(content, load.tell)
    each_once(content, load.tell)
    return content


def _filled(document: Document, load: Load) -> Content | None:
    """Return a document's content with its variables filled in; None when it is no mapping."""
    load.positions = document.positions
    filled = interpolate(document.value, load.variables)
    load.supposed |= filled.supposed
    for path, what, fix in filled.wrong:
        load.tell(path, what, fix)
    for path, what in filled.uncast:
        load.tell(path, what)
    if not isinstance(filled.value, dict):
        load.tell((), "There is no mapping of services here", "Write services: and below it a name each")
        return None
    content: Content = filled.value
    for path in moments({key: item for key, item in content.items() if not key.startswith("x-")}):
        load.tell(path, "A date without quotes is none of Compose's values", "Put it in quotes")
    for path, _ in filled.uncast:
        without(
            content, next((path[: at + 1] for at, part in enumerate(path) if isinstance(part, int)), path)
        )
    return content


def _laid(below: Content, raw: Content, load: Load) -> Content:
    try:
        content: Content = merged(below, raw)
    except CannotMergeError as error:
        load.tell(error.path, str(error))
        without(below, error.path[:_SECTION])
        return _laid(below, raw, load)
    each_once(content, load.tell)
    return content


def _hold_to_schema(content: Content, load: Load, only: AbstractSet[str] | None = None) -> None:
    """Tell what breaks the schema, and take it out, so that what is left has the shapes it should.

    Args:
        content: It is changed.
        load: What is told.
        only: The names of the services that matter; None for all that there is.
    """
    for _ in range(_MOST_ROUNDS):
        broken = list(violations(content))
        here = {path[_SERVICE:] for path, _, _ in broken if path in load.positions.lines}
        for path, what, fix in broken:
            brought = path not in load.positions.lines and path[_SERVICE:] in here
            service = path[1:_SERVICE] if path[:1] == ("services",) else ()
            mine = only is None or not only.isdisjoint(service)
            if mine and not brought:
                load.tell(path, what, fix, whole=what.endswith(" twice"))
        for path in sorted({path for path, _, _ in broken}, key=_from_the_end):
            without(content, path)
        if not broken:
            return
    content.clear()


def _open(file: str, service: str, path: Path, load: Load) -> Opened | None:
    """Return the services of another file, one of which is to be extended; None where they cannot be had."""
    place = absolute(file, load.folder)
    if (place, service) not in load.extended:
        load.extended[place, service] = _read(place, file, service, path, load)
    opened: Opened | None = load.extended[place, service]
    return opened


def _read(place: str, file: str, service: str, path: Path, load: Load) -> Opened | None:
    text = load.open(place, path)
    if text is None:
        load.partial = True
        return None
    inner = load.within(place, FilePath(place).parent)
    content: Content = {}
    documents = _documents(text, inner)
    for document in documents:
        raw = _filled(document, inner)
        if raw is not None:
            for gone in taken_away(document):
                without(content, gone)
            content = _laid(content, raw, inner)
            empty = _set_aside(content)
            _hold_to_schema(content, inner, _kin(content, service))
            content.setdefault("services", {}).update(empty)
            write_out(content, inner.tell)
            each_once(content, inner.tell)
    load.take_over(inner, path, file)
    resolve_paths(content, inner.folder)
    taken = taken_away(documents[-1]) if documents else ()
    return Opened(place, content.get("services") or {}, taken)


def _set_aside(content: Content) -> Content:
    """Take out and return the services that are empty: they may be extended all the same."""
    services = content.get("services")
    if not isinstance(services, dict):
        return {}
    empty = {name: None for name, service in services.items() if service is None}
    content["services"] = {name: service for name, service in services.items() if name not in empty}
    return empty


def _kin(content: Content, name: str) -> set[str]:
    """Return a service's name, and those of the services that it extends in the same file."""
    services, kin = content.get("services"), set()
    while isinstance(services, dict) and isinstance(name, str) and name not in kin:
        kin.add(name)
        service = services.get(name)
        wanted = service.get("extends") if isinstance(service, dict) else None
        wanted = wanted if isinstance(wanted, dict) else {"service": wanted}
        name = "" if "file" in wanted else wanted.get("service", "")
    return kin


def _fill_environment(content: Content, variables: dict[str, str]) -> None:
    """Give the names without a value in lists of variables the value that is seen where they stand."""
    for service in (content.get("services") or {}).values():
        named = service.get("environment") if isinstance(service, dict) else None
        if isinstance(named, list):
            service["environment"] = [f"{one}={variables[one]}" if one in variables else one for one in named]


def _from_the_end(path: Path) -> tuple[int, ...]:
    """Order paths so that taking one out moves none of those still to come."""
    return (-len(path), *(-part for part in path if isinstance(part, int)))


def moments(value: object, path: Path = ()) -> list[Path]:
    """Return the paths of dates without quotes."""
    if isinstance(value, Moment):
        return [path]
    if isinstance(value, list):
        return [moment for index, item in enumerate(value) for moment in moments(item, (*path, index))]
    if isinstance(value, dict):
        return [moment for key, item in value.items() for moment in moments(item, (*path, key))]
    return []
