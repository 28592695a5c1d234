"""Knows the flags of each instruction."""

import re
from collections.abc import Iterator

_BOOLEAN = {"link", "keep-git-dir", "parents", "unpack"}
_MANY = {"mount", "exclude", "device"}
_FLAGS = {
    "ADD": {"chown", "chmod", "link", "keep-git-dir", "checksum", "exclude", "unpack"},
    "COPY": {"chown", "chmod", "link", "from", "exclude", "parents"},
    "FROM": {"platform"},
    "HEALTHCHECK": {"interval", "timeout", "start-period", "start-interval", "retries"},
    "RUN": {"mount", "network", "security", "device"},
}
_UNREAD = {"ARG", "STOPSIGNAL"}
_DURATION = re.compile(r"[-+]?(?:0|(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+)")
_CHOICES = {"network": {"none", "default", "host"}, "security": {"insecure", "sandbox"}}

_SECONDS = {"h": 3600.0, "m": 60.0, "s": 1.0, "ms": 1e-3, "us": 1e-6, "µs": 1e-6, "μs": 1e-6, "ns": 1e-9}
_SHORTEST_SECONDS = 1e-3
_MOST_RETRIES = 2**31 - 1


def flags_of(keyword: str) -> list[str]:
    """Return the flags of an instruction, as one begins to write them: ``--from=``, ``--link``."""
    return [f"--{name}{'' if name in _BOOLEAN else '='}" for name in sorted(_FLAGS.get(keyword, ()))]


def wrong_flag(keyword: str, flags: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what BuildKit refuses in an instruction's flags, and how to mend it."""
    seen: set[str] = set()
    for flag in flags if keyword not in _UNREAD else ():
        name, sign, value = flag[2:].partition("=")
        known = _FLAGS.get(keyword, set())
        if name not in known:
            yield f"{keyword} has no flag --{name[:40]}", f"It has {_listed(known)}"
            return
        if name in seen and name not in _MANY:
            yield f"--{name} stands there twice", "Keep one"
        seen.add(name)
        if name in _BOOLEAN:
            if (sign and not value) or value.lower() not in {"", "true", "false"}:
                yield f"--{name} is true or false", f"Write --{name}"
        elif not sign:
            yield f"--{name} needs a value", f"Write --{name}=value"
        else:
            yield from _wrong_value(keyword, name, value)


def _wrong_value(keyword: str, name: str, value: str) -> Iterator[tuple[str, str]]:
    if name in _CHOICES and value not in _CHOICES[name]:
        yield f"--{name} cannot be {value[:40]!r}", f"Choose one of {_listed(_CHOICES[name])}"
    elif keyword != "HEALTHCHECK" or not value:
        return
    elif name == "retries":
        if not re.fullmatch(r"\+?[0-9]{1,18}|-0+", value, re.ASCII) or int(value) > _MOST_RETRIES:
            yield f"--retries cannot be {value[:40]!r}", "Write a whole number"
    elif _DURATION.fullmatch(value) and 0 < _seconds(value) < _SHORTEST_SECONDS:
        yield f"--{name} cannot be as short as {value[:40]}", f"Write a millisecond or more: --{name}=30s"
    elif not _DURATION.fullmatch(value) or _seconds(value) < 0:
        yield f"--{name} cannot be {value[:40]!r}", f"Write a time with its unit: --{name}=30s"


def _seconds(duration: str) -> float:
    parts = re.findall(r"(\d+\.?\d*|\.\d+)(h|ms|m|s|us|µs|μs|ns)", duration)
    return sum(float(number) * _SECONDS[unit] for number, unit in parts) * (-1 if duration[0] == "-" else 1)


def _listed(names: set[str]) -> str:
    return ", ".join(sorted(names)) or "none"
