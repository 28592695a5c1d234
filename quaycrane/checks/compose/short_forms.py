"""Writes the short forms of ports, mounts and devices out."""

import ipaddress
import posixpath
import re
from collections.abc import Iterator
from typing import Any

_HIGHEST_PORT = 65_535
_PROTOCOLS = ("tcp", "udp", "sctp")
_SELINUX = {"z", "Z"}
_PROPAGATION = {"shared", "rshared", "slave", "rslave", "private", "rprivate"}
_BRACKETED = re.compile(r"\[([^\[\]]*)\]")
_LETTERS = 2


def ports(text: str) -> Iterator[dict[str, Any]]:
    """Yield each port that one short entry publishes or opens.

    Raises:
        ValueError: It is no port, or beyond 65535, or its ranges differ in length, or its address is none.
    """
    *before, last = text.split(":")
    target, _, protocol = last.partition("/")
    address, published = (":".join(before[:-1]), before[-1]) if before else ("", "")
    common: dict[str, Any] = {"mode": "ingress"}
    if host := _address(address):
        common["host_ip"] = host
    if not target:
        raise ValueError(f"{text!r} names no port of the container, as 8080:80 does")
    first, end = _range(target)
    if not first:
        raise ValueError("There is no port 0 in a container")
    outside, outer_end = _range(published) if published else (0, 0)
    if published and first != end and end - first != outer_end - outside:
        raise ValueError(f"The ranges of ports differ in length: {text}")
    protocol = (protocol.partition("/")[0] or "tcp").lower()
    if protocol not in _PROTOCOLS:
        raise ValueError(f"{protocol} is no protocol; write tcp, udp or sctp behind the stroke")
    for number in range(end - first + 1):
        port = {**common, "target": first + number, "protocol": protocol}
        if published:
            span = f"-{outer_end}" if first == end and outside != outer_end else ""
            port["published"] = f"{outside + number}{span}"
        yield port


def _address(text: str) -> str:
    """Return the address before a port, without brackets; empty for none."""
    match = _BRACKETED.fullmatch(text)
    if not match and any(sign in text for sign in ":[]"):
        raise ValueError(f"{text} is no address; one of IPv6 stands in brackets: [::1]:8080:80")
    address = match[1] if match else text
    if address and not is_address(address):
        raise ValueError(f"{address} is no address; write one in digits, such as 127.0.0.1")
    return address


def is_address(text: str) -> bool:
    """Return whether a text is an address of IPv4 or IPv6 in digits."""
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return "%" not in text


def _range(text: str) -> tuple[int, int]:
    first, *rest = text.split("-")
    numbers = [_number(part, text) for part in (first, *rest[:1])]
    if numbers[0] > numbers[-1]:
        raise ValueError(f"There is no range of ports {text}")
    return numbers[0], numbers[-1]


def _number(text: str, whole: str) -> int:
    if not re.fullmatch(r"[0-9]+", text):
        raise ValueError(f"{whole!r} is no port number")
    if len(text) > len(str(_HIGHEST_PORT)) + 20 or int(text) > _HIGHEST_PORT:
        raise ValueError(f"There is no port {whole}; the highest is {_HIGHEST_PORT}")
    return int(text)


def mount(text: str) -> dict[str, Any]:
    """Return one short entry of a service's volumes in its long form; one letter is a drive of Windows.

    Raises:
        ValueError: It is no mount.
    """
    if len(text.encode()) <= _LETTERS:
        if not text:
            raise ValueError("An empty text is no mount such as data:/var/lib/data")
        return {"type": "volume", "target": text}
    parts = _parts(text)
    if not all(parts):
        raise ValueError(f"{text!r} is no mount such as data:/var/lib/data: a part between colons is empty")
    if len(parts) > 3:  # noqa: PLR2004 - source, target, options
        raise ValueError(f"{text!r} has too many colons; options are parted by commas: data:/x:ro,z")
    source, target, options = ("", *parts, "") if len(parts) == 1 else (*parts, "")[:3]
    bind = _is_path(source)
    long: dict[str, Any] = {"type": "bind" if bind else "volume"}
    long |= {"source": source} if source else {}
    long["target"] = cleaned(target)
    how = _options(options)
    if bind:
        how["bind"] = {**how.get("bind", {}), "create_host_path": True}
    return long | how


def _parts(text: str) -> list[str]:
    """Return what stands between the colons of a mount, where ``C:`` and ``${A:-b}`` are one."""
    parts, part, depth = [], "", 0
    for place, sign in enumerate(text):
        if text.startswith("${", place):
            depth += 1
        elif sign == "}" and depth:
            depth -= 1
        elif sign == ":" and not depth and not (len(part) == 1 and part.isalpha()):
            parts.append(part)
            part = ""
            continue
        part += sign
    return [*parts, part]


def _is_path(source: str) -> bool:
    return source.startswith((".", "/", "~", "\\\\")) or (source[1:2] == ":" and source[0].isalpha())


def _options(text: str) -> dict[str, Any]:
    long: dict[str, Any] = {}
    for option in text.split(","):
        if option in {"ro", "rw"}:
            long["read_only"] = option == "ro"
        elif option == "nocopy":
            long["volume"] = {"nocopy": True}
        elif option in _SELINUX or option in _PROPAGATION:
            key = "selinux" if option in _SELINUX else "propagation"
            long["bind"] = {**long.get("bind", {}), key: option}
    return long


def cleaned(target: str) -> str:
    """Return a path in a container without what says nothing: a slash at its end, `.` and `..`."""
    path = posixpath.normpath(target)
    return path[1:] if path.startswith("//") else path


def device(text: str) -> dict[str, str]:
    """Return one short entry of a service's devices in its long form.

    Raises:
        ValueError: It has too many parts.
    """
    parts = text.split(":")
    if len(parts) > 3:  # noqa: PLR2004 - source, target, rights
        raise ValueError(f"{text!r} is no device such as /dev/x:/dev/y:rw; write source, target, permissions")
    source, target, permissions = (*parts, *("", "", "rwm")[len(parts) :])
    return {"source": source, "target": target or source, "permissions": permissions}
