"""Loads Compose files one over the other: variables, schema, `extends`, `include`, overrides."""

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Any

from quaycrane.checks.compose.canonical import canonical_resource, canonical_service
from quaycrane.checks.compose.interpolate import InterpolationError, interpolate
from quaycrane.checks.compose.merge import merged, without
from quaycrane.checks.compose.paths import Ground, absolute, absolute_service
from quaycrane.checks.compose.reader import Document, NotReadError, read
from quaycrane.checks.compose.scalars import Moment
from quaycrane.checks.compose.schema import violations
from quaycrane.checks.compose.spots import Path, Problem, Spots

Content = dict[str, Any]
SHARED = ("networks", "volumes", "secrets", "configs")
_DEEPEST = 10
_MOST_TOLD = 5
_MOST_ROUNDS = 5


@dataclass(frozen=True)
class _At:
    """The file that is being loaded: its lines, its folder, and in how many others it is named."""

    spots: Spots
    folder: FilePath
    depth: int


class Loader:
    """Loads files into one content.

    Attributes:
        problems: What Compose would not take, in the order found.
    """

    def __init__(self, ground: Ground, variables: Mapping[str, str]) -> None:
        self.ground, self.variables = ground, variables
        self.problems: list[Problem] = []

    def load(self, text: str, folder: FilePath, depth: int = 0, below: Content | None = None) -> Content:
        """Return the content of a file in canonical form, over `below`.

        Args:
            text: The file's text.
            folder: What its paths are relative to.
            depth: In how many other files it is named.
            below: What it is laid over.
        """
        try:
            document = read(text)
        except NotReadError as error:
            self.problems.append(error.problem)
            return below or {}
        raw = self._interpolated(document)
        if not isinstance(raw, dict):
            self._tell(document.spots, (), "The file holds no mapping of services")
            return below or {}
        for path in document.resets:
            without(raw, path)
        self._hold_to_schema(raw, document)
        content = self._canonical(raw, document.spots, folder)
        at = _At(document.spots, folder, depth)
        self._extend(content, at)
        included = self._included(raw, at)
        base = merged(included, below or {})
        for path in (*document.resets, *document.overrides):
            without(base, path)
        return dict(merged(base, content))

    def _tell(self, spots: Spots, path: Path, what: str, fix: str = "") -> None:
        self.problems.append(Problem(spots.line(*path), what, fix))

    def _interpolated(self, document: Document) -> object:
        try:
            return interpolate(deepcopy(document.value), self.variables)
        except InterpolationError as error:
            fix = "Write $$ for a dollar sign, ${NAME:-default} for a variable"
            self._tell(document.spots, error.path, str(error), fix)
            return deepcopy(document.value)

    def _hold_to_schema(self, raw: Content, document: Document) -> None:
        """Tell what breaks the schema, and take it out, so that what is left has the shapes it should."""
        for path in moments({key: raw[key] for key in raw if not key.startswith("x-")}):
            what = "A date without quotes is none of Compose's values"
            self._tell(document.spots, path, what, "Put it in quotes")
        for _ in range(_MOST_ROUNDS):
            broken = list(violations(raw))
            for path, what, fix in broken:
                self._tell(document.spots, path, what, fix)
            for path in sorted({path for path, _, _ in broken}, key=_from_the_end):
                without(raw, path)
            if not broken:
                return
        raw.clear()

    def _canonical(self, raw: Content, spots: Spots, folder: FilePath) -> Content:
        wrong: list[tuple[Path, str]] = []
        content = {key: item for key, item in raw.items() if key not in {"include", "version"}}
        services = raw.get("services")
        content["services"] = {
            name: absolute_service(canonical_service(service, ("services", name), wrong), folder)
            for name, service in (services if isinstance(services, dict) else {}).items()
            if isinstance(service, dict)
        }
        for kind in SHARED:
            found = raw.get(kind)
            content[kind] = {
                name: _with_file(canonical_resource(item, (kind, name), wrong), folder)
                for name, item in (found if isinstance(found, dict) else {}).items()
            }
        for path, what in wrong:
            self._tell(spots, path, what)
        return content

    def _extend(self, content: Content, at: _At) -> None:
        services = content["services"]
        for name in services:
            services[name] = self._extended(services, name, at, (name,))

    def _extended(self, services: Content, name: str, at: _At, seen: tuple[str, ...]) -> Content:
        service = dict(services[name])
        wanted = service.pop("extends", None)
        if wanted is None:
            return service
        wanted = wanted if isinstance(wanted, dict) else {"service": wanted}
        other, file = str(wanted.get("service", "")), wanted.get("file")
        path = ("services", name, "extends")
        base: Content | None = None
        if file:
            base = self._service_of(str(file), other, path, at)
        elif other in seen:
            circle = " -> ".join((*seen, other))
            self._tell(at.spots, path, f"Services extend each other in a circle: {circle}")
        elif other in services:
            base = self._extended(services, other, at, (*seen, other))
        else:
            self._tell(at.spots, path, f"There is no service {other} to extend")
        return dict(merged(base, service)) if base else service

    def _service_of(self, file: str, name: str, path: Path, at: _At) -> Content | None:
        content = self._other_file(file, path, at)
        if content is None:
            return None
        if name not in content.get("services", {}):
            self._tell(at.spots, path, f"There is no service {name} in {file}")
            return None
        return dict(content["services"][name])

    def _other_file(self, file: str, path: Path, at: _At) -> Content | None:
        place = FilePath(absolute(file, at.folder))
        if at.depth >= _DEEPEST:
            self._tell(at.spots, path, f"Files name each other in a circle, or too deeply: {file}")
            return None
        try:
            text = self.ground.read(place)
        except ValueError as error:
            self._tell(at.spots, path, str(error))
            return None
        inner = Loader(self.ground, self.variables)
        content = inner.load(text, place.parent, at.depth + 1)
        for problem in inner.problems[:_MOST_TOLD]:
            self._tell(at.spots, path, f"In {file}, line {problem.line}: {problem.what}", problem.fix)
        return content

    def _included(self, raw: Content, at: _At) -> Content:
        content: Content = {}
        entries = raw.get("include")
        for index, entry in enumerate(entries if isinstance(entries, list) else []):
            files = entry.get("path") if isinstance(entry, dict) else entry
            for file in files if isinstance(files, list) else [files]:
                found = self._other_file(str(file), ("include", index), at)
                found = {key: item for key, item in (found or {}).items() if key != "name"}
                content = dict(merged(content, found))
        return content


def _from_the_end(path: Path) -> tuple[int, ...]:
    """Order paths so that taking one out moves none of those still to come."""
    return (-len(path), *(-part for part in path if isinstance(part, int)))


def _with_file(resource: Content, folder: FilePath) -> Content:
    return {**resource, "file": absolute(resource["file"], folder)} if resource.get("file") else resource


def moments(value: object, path: Path = ()) -> list[Path]:
    """Return the paths of dates without quotes."""
    if isinstance(value, Moment):
        return [path]
    if isinstance(value, list):
        return [found for index, item in enumerate(value) for found in moments(item, (*path, index))]
    if isinstance(value, dict):
        return [found for key, item in value.items() for found in moments(item, (*path, key))]
    return []
