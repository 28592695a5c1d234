"""Keeps each entry of a list once, where Compose tells entries apart by a key: the later one stays."""

from collections.abc import Callable
from typing import Any

from quaycrane.checks.compose.positions import Path, dotted
from quaycrane.checks.compose.short_forms import mount

Content = dict[str, Any]


def _name(entry: object) -> object:
    return entry.partition("=")[0] if isinstance(entry, str) else repr(entry)  # the schema tells of others


def _exposed(entry: object) -> object:
    if isinstance(entry, str | int) and not isinstance(entry, bool):
        return str(entry)
    raise ValueError("must be a port")


def _target(entry: object) -> object:
    if isinstance(entry, dict) and "target" not in entry:
        raise ValueError("has no target, which says where it is in the container")
    return str(entry.get("target")) if isinstance(entry, dict) else repr(entry)


def _mount(entry: object) -> object:
    if not isinstance(entry, str):
        return _target(entry)
    try:
        return mount(entry)["target"]
    except ValueError:  # it is told where it is written out
        return entry


def _device(entry: object) -> object:
    return (entry.split(":")[1:2] or [entry])[0] if isinstance(entry, str) else _target(entry)


def _file(folder: str) -> Callable[[object], object]:
    def key(entry: object) -> object:
        if isinstance(entry, dict):
            return entry.get("target", f"{folder}/{entry.get('source')}")
        return f"{folder}/{entry}"

    return key


def _port(entry: object) -> object:
    if isinstance(entry, dict):
        if "target" not in entry:
            raise ValueError("has no target, which is the port in the container")
        common = (entry.get("host_ip", "0.0.0.0"), entry.get("protocol", "tcp"))  # noqa: S104 - only a key
        return (*common, repr(entry.get("published")), str(entry["target"]))
    return str(entry)


def _env_file(entry: object) -> object:
    return entry.get("path", repr(entry)) if isinstance(entry, dict) else entry


_NAMED = (
    "annotations build.args build.additional_contexts build.tags build.labels cap_add cap_drop"
    " deploy.labels dns dns_opt dns_search environment labels links profiles sysctls tmpfs"
)
_SERVICE: dict[tuple[str, ...], Callable[[Any], object]] = {
    **{tuple(name.split(".")): _name for name in _NAMED.split()},
    ("configs",): _file(""),
    ("devices",): _device,
    ("env_file",): _env_file,
    ("expose",): _exposed,
    ("ports",): _port,
    ("secrets",): _file("/run/secrets"),
    ("volumes",): _mount,
}
_OF_A_NETWORK = ("aliases", "link_local_ips")


def each_once(content: Content, tell: Callable[[Path, str], None]) -> None:
    """Keep each entry of a content's lists once, in the place of the first and with what the last says.

    Args:
        content: A content whose services and networks are mappings, or are passed over.
        tell: Is told of an entry that has no key; its list is left as it is.
    """
    for name, service in _mappings(content.get("services")):
        for place, key in _SERVICE.items():
            _reduce(service, place, ("services", name), key, tell)
        for network, how in _mappings(service.get("networks")):
            for part in _OF_A_NETWORK:
                _reduce(how, (part,), ("services", name, "networks", network), _name, tell)
    for name, how in _mappings(content.get("networks")):
        _reduce(how, ("labels",), ("networks", name), _name, tell)


def _mappings(value: object) -> list[tuple[str, Content]]:
    pairs = value.items() if isinstance(value, dict) else ()
    return [(name, item) for name, item in pairs if isinstance(item, dict)]


def _reduce(
    owner: Content,
    place: tuple[str, ...],
    path: Path,
    key: Callable[[Any], object],
    tell: Callable[[Path, str], None],
) -> None:
    *above, last = place
    for part in above:
        inner = owner.get(part)
        if not isinstance(inner, dict):
            return
        owner = inner
    entries = owner.get(last)
    if not isinstance(entries, list):
        return
    kept: dict[object, Any] = {}
    for index, entry in enumerate(entries):
        try:
            kept[key(entry)] = entry
        except (ValueError, TypeError) as error:
            where = (*path, *place, index)
            what = error if isinstance(error, ValueError) else "is of a wrong kind"
            tell(where, f"{dotted(where)} {what}")
            return
    owner[last] = list(kept.values())
