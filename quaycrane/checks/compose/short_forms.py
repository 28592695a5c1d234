"""Writes the short forms of ports, mounts and devices out."""

import re
from collections.abc import Iterator
from typing import Any

_HIGHEST_PORT = 65_535
_RANGE = re.compile(r"(\d+)(?:-(\d+))?")
_MODES = {"z", "Z"}
_PROPAGATION = {"shared", "rshared", "slave", "rslave", "private", "rprivate"}


def ports(entry: object) -> Iterator[dict[str, Any]]:
    """Yield each port that one entry publishes or opens.

    Raises:
        ValueError: It is no port, or beyond 65535, or its ranges differ in length.
    """
    if isinstance(entry, dict):
        long = {"mode": "ingress", "protocol": "tcp", **entry}
        if "published" in long:
            long["published"] = str(long["published"])
        if "target" in long:
            long["target"] = int(long["target"])
        _first_and_last(str(long.get("published") or "0"))
        yield long
        return
    text, _, protocol = str(entry).partition("/")
    rest, _, target = text.rpartition(":")
    address, _, published = rest.rpartition(":")
    common = {"mode": "ingress", "protocol": (protocol or "tcp").lower()}
    if address:
        common["host_ip"] = address.strip("[]")
    first, last = _first_and_last(target)
    for number, port in enumerate(range(first, last + 1)):
        outside = _published(published, number, last - first)
        yield {**common, "target": port, **({"published": outside} if outside else {})}


def _published(text: str, number: int, span: int) -> str:
    if not text:
        return ""
    first, last = _first_and_last(text)
    if last - first == span:
        return str(first + number)
    if span:
        raise ValueError(f"The ranges of ports differ in length: {text}")
    return text


def _first_and_last(text: str) -> tuple[int, int]:
    found = _RANGE.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no port number")
    first, last = int(found[1]), int(found[2] or found[1])
    if last > _HIGHEST_PORT or first > last:
        raise ValueError(f"There is no port {text}")
    return first, last


def mount(entry: object) -> dict[str, Any]:
    """Return one entry of a service's volumes in its long form.

    Raises:
        ValueError: It is no mount.
    """
    if isinstance(entry, dict):
        return _long_mount(entry)
    text = str(entry)
    parts = text.split(":", 2)
    if not all(parts):
        raise ValueError(f"{text!r} is no mount such as data:/var/lib/data")
    if len(parts) == 1:
        return {"type": "volume", "target": parts[0]}
    source, target, *modes = parts
    bind = source.startswith(("/", ".", "~"))
    long: dict[str, Any] = {"type": "bind" if bind else "volume", "source": source, "target": _clean(target)}
    options: dict[str, Any] = {"create_host_path": True} if bind else {}
    for mode in ",".join(modes).split(","):
        if mode == "ro":
            long["read_only"] = True
        elif mode == "nocopy":
            long.setdefault("volume", {})["nocopy"] = True
        elif mode in _MODES:
            options["selinux"] = mode
        elif bind and mode in _PROPAGATION:
            options["propagation"] = mode
    if options:
        long["bind"] = options
    return long


def _long_mount(entry: dict[str, Any]) -> dict[str, Any]:
    long = dict(entry)
    if "target" in long:
        long["target"] = _clean(str(long["target"]))
    if not long.get("read_only"):
        long.pop("read_only", None)
    return long


def _clean(target: str) -> str:
    return target.rstrip("/") or "/"


def device(entry: object) -> dict[str, Any]:
    """Return one device in its long form."""
    if isinstance(entry, dict):
        return dict(entry)
    source, _, rest = str(entry).partition(":")
    target, _, permissions = rest.partition(":")
    if target and set(target) <= set("rwm"):
        target, permissions = "", target
    return {"source": source, "target": target or source, "permissions": permissions or "rwm"}
