"""Lays one Compose content over another, as override files and `extends` do: before any default is set."""

from collections.abc import Callable
from typing import Any

from quaycrane.checks.compose.positions import Path, dotted
from quaycrane.checks.compose.values import scalar_text

Content = dict[str, Any]


class CannotMergeError(Exception):
    """A value stands over one of another kind.

    Attributes:
        path: Where.
    """

    def __init__(self, path: Path) -> None:
        super().__init__(f"{dotted(path)} is of another kind below: a list and a mapping cannot be merged")
        self.path = path


def merged(below: Any, above: Any, path: Path = ()) -> Any:  # noqa: ANN401 - any YAML
    """Return `below` with `above` laid over it.

    Args:
        below: Content, in any of the forms that Compose takes.
        above: The same, which wins.
        path: Where both stand, from the root.

    Raises:
        CannotMergeError: One is a list and the other a mapping, where that is not the same.
    """
    special = _SPECIAL.get(_shape(path))
    if special:
        return special(below, above, path)
    if above is None:
        return below
    if isinstance(below, dict):
        return _mappings(below, above, path)
    if isinstance(below, list):
        if not isinstance(above, list):
            raise CannotMergeError(path)
        return [*below, *above]
    return above


def _shape(path: Path) -> str:
    """Return a path with a star for each name that the author chose."""
    chosen = (1, 3) if path[2:3] == ("ulimits",) else (1,)
    return ".".join("*" if place in chosen else str(part) for place, part in enumerate(path))


def _mappings(below: Any, above: Any, path: Path) -> Content:  # noqa: ANN401 - any YAML
    if not isinstance(below, dict) or not isinstance(above, dict):
        raise CannotMergeError(path)
    found = dict(below)
    for key, item in above.items():
        found[key] = merged(found[key], item, (*path, key)) if key in found else item
    return found


def sequence(value: object) -> list[Any]:
    """Return a mapping as the list of ``A=1`` that means the same; a list as it is."""
    if isinstance(value, dict):
        return sorted(text for key, item in value.items() for text in _pairs(key, item))
    return list(value) if isinstance(value, list) else [value] if isinstance(value, str) else []


def _pairs(key: str, item: object) -> list[str]:
    if item is None:
        return [key]
    return [f"{key}={scalar_text(one)}" for one in (item if isinstance(item, list) else [item])]


def _named(value: object, each: Content | None) -> object:
    """Return a list of names as a mapping of them."""
    if isinstance(value, list):
        return {str(name): each and dict(each) for name in value}
    return {} if value is None else value


def _sequences(below: object, above: object, _: Path) -> list[Any]:
    return [*sequence(below), *sequence(above)]


def _hosts(below: object, above: object, _: Path) -> list[Any]:
    first = sequence(below)
    return [*first, *(item for item in sequence(above) if item not in first)]


def _above(_: object, above: object, __: Path) -> object:
    return above


def _by_name(each: Content | None) -> Callable[[Any, Any, Path], Content]:
    return lambda below, above, path: _mappings(_named(below, each), _named(above, each), path)


def _build(below: Any, above: Any, path: Path) -> Content:  # noqa: ANN401 - any YAML
    def long(value: object) -> object:
        return {"context": value} if isinstance(value, str) else {} if value is None else value

    return _mappings(long(below), long(above), path)


def _logging(below: Any, above: Any, path: Path) -> object:  # noqa: ANN401 - any YAML
    if isinstance(below, dict) and isinstance(above, dict):
        other = "driver" in below and "driver" in above and below["driver"] != above["driver"]
        return above if other else _mappings(below, above, path)
    return below if above is None else _mappings(below, above, path)


def _pools(below: Any, above: Any, path: Path) -> list[Any]:  # noqa: ANN401 - any YAML
    """Return the address pools of a network, which are the same when their subnets are."""
    if not isinstance(below, list) or not isinstance(above, list):
        raise CannotMergeError(path)
    pools: dict[object, Any] = {}
    for first in below:
        for second in above:
            one, other = (item if isinstance(item, dict) else {} for item in (first, second))
            if one.get("subnet") == other.get("subnet"):
                pools[one.get("subnet")] = _mappings(one, other, path)
            else:
                pools.setdefault(other.get("subnet"), other)
    return list(pools.values())


_STARTED = {"condition": "service_started", "required": True}
_SEQUENCES = (
    "networks.*.labels volumes.*.labels services.*.annotations services.*.build.args"
    " services.*.build.additional_contexts services.*.build.labels services.*.deploy.labels services.*.dns"
    " services.*.dns_opt services.*.dns_search services.*.env_file services.*.label_file"
    " services.*.environment services.*.labels services.*.sysctls services.*.tmpfs"
)
_REPLACED = "services.*.command services.*.entrypoint services.*.healthcheck.test services.*.ulimits.*"
_SPECIAL: dict[str, Callable[[Any, Any, Path], Any]] = {
    **dict.fromkeys(_SEQUENCES.split(), _sequences),
    **dict.fromkeys(_REPLACED.split(), _above),
    **dict.fromkeys(("services.*.extra_hosts", "services.*.build.extra_hosts"), _hosts),
    **dict.fromkeys(("services.*.networks", "services.*.models"), _by_name(None)),
    "services.*.depends_on": _by_name(_STARTED),
    "services.*.build": _build,
    "services.*.logging": _logging,
    "networks.*.ipam.config": _pools,
}


def without(content: Any, path: Path) -> None:  # noqa: ANN401 - any YAML
    """Take what stands at a path out of content; nothing happens where nothing stands."""
    for part in path[:-1]:
        if isinstance(content, dict):
            content = content.get(str(part))
        elif isinstance(content, list) and isinstance(part, int) and part < len(content):
            content = content[part]
        else:
            return
    last = path[-1] if path else None
    if isinstance(content, dict):
        content.pop(last, None)
    elif isinstance(content, list) and isinstance(last, int) and last < len(content):
        del content[last]
