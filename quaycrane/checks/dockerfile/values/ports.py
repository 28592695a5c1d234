"""Ports as EXPOSE takes them."""

import ipaddress
import re
from collections.abc import Iterator

_MOST = 65_535
_PROTOCOLS = {"tcp", "udp", "sctp"}
_NUMBER = re.compile(r"\+?[0-9]{1,18}|-0+", re.ASCII)


def wrong_port(text: str) -> Iterator[tuple[str, str]]:
    """Yield what BuildKit refuses in one port, ``[address:][port:]port[/protocol]``, and how to mend it."""
    address, host, told = _parts(text)
    port, _, protocol = told.partition("/")
    if not port:
        yield f"EXPOSE {text[:40]} names no port", "Write the number that the program listens on"
    elif protocol.lower() not in {"", *_PROTOCOLS}:
        yield (
            f"EXPOSE does not know the protocol {protocol[:40]!r}",
            f"Write {port}/tcp, {port}/udp or {port}",
        )
    elif address and not _is_address(address):
        yield f"{address[:40]!r} is no address", "EXPOSE needs none: write the container's port alone"
    elif (inside := _range(port)) is None:
        yield f"{port[:40]!r} is no port", f"Write a number from 0 to {_MOST}, or a range of them: 8000-8009"
    elif host and (outside := _range(host)) is None:
        yield f"{host[:40]!r} is no port", "EXPOSE needs no port of the host: write the container's alone"
    elif host and inside and outside and 1 < inside != outside:
        yield f"The ranges {host[:40]} and {port[:40]} differ in length", "Write the container's ports alone"


def _parts(text: str) -> tuple[str, str, str]:
    before, _, port = text.rpartition(":")
    address, _, host = before.rpartition(":")
    return address, host, port


def _is_address(text: str) -> bool:
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return "%" not in text


def _range(text: str) -> int | None:
    """Return how many ports a number or a range of them means, None where it means none."""
    begin, dash, end = text.partition("-")
    first, last = _number(begin), _number(end) if dash and end != begin else _number(begin)
    return None if first is None or last is None or last < first else last - first + 1


def _number(text: str) -> int | None:
    number = int(text) if _NUMBER.fullmatch(text) else -1
    return number if 0 <= number <= _MOST else None
