"""Reads what a Dockerfile's own comments ask of BuildKit's checks: ``# check=skip=…;error=true``."""

import re
from dataclasses import dataclass

from quaycrane.checks.dockerfile.directives import DIRECTIVE, KNOWN

_BOOLEANS = {"1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False"}
_MOST_OPTIONS = 3
_ALL = "all"


class CheckOptionError(ValueError):
    """An option that BuildKit does not know; it then builds nothing."""


@dataclass(frozen=True)
class CheckOptions:
    """What a ``check`` comment asks for.

    Attributes:
        skip: The rules not to be told, or ``all``.
        experimental: The experimental rules to be told, or ``all``.
        error: Whether a warning is to end the build.
        line: Where it stands, from 1; 0 where there is none.
    """

    skip: frozenset[str] = frozenset()
    experimental: frozenset[str] = frozenset()
    error: bool = False
    line: int = 0

    def skips(self, rule: str) -> bool:
        """Return whether a rule is not to be told."""
        return rule in self.skip or _ALL in self.skip


def read_check_options(text: str, line: int = 0) -> CheckOptions:
    """Return what the value of a ``check`` comment asks for.

    Args:
        text: The value, such as ``skip=JSONArgsRecommended;error=true``.
        line: Where it stands, from 1.

    Raises:
        CheckOptionError: It holds something else than ``skip``, ``experimental`` and ``error``.
    """
    asked: dict[str, frozenset[str]] = {}
    error = False
    for part in text.strip().split(";", _MOST_OPTIONS - 1) if text.strip() else ():
        name, sign, value = part.partition("=")
        name, value = name.strip(), value.strip()
        if not sign or name not in {"skip", "experimental", "error"}:
            raise CheckOptionError(f"There is no check option {(name or part)[:40]!r}")
        if name != "error":
            asked[name] = frozenset(rule.strip() for rule in value.split(","))
        elif value not in _BOOLEANS:
            raise CheckOptionError(f"The check option error cannot be {value[:40]!r}")
        else:
            error = value[0] in "1tT"
    return CheckOptions(asked.get("skip", frozenset()), asked.get("experimental", frozenset()), error, line)


def check_directive(text: str) -> tuple[str, int] | None:
    """Return the value and the line of a Dockerfile's ``check`` directive, None where it has none.

    BuildKit looks for it by itself: a first line with ``#!`` is passed over, and a value ends at a space.
    """
    seen: set[str] = set()
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if number == 1 and line.startswith("#!"):
            continue
        match = DIRECTIVE.match(line.removesuffix("\r"))
        name = match[1].lower() if match else ""
        if not match or name not in KNOWN or name in seen:
            return None
        if name == "check":
            return match[2].partition(" ")[0], number
        seen.add(name)
    return None


def check_comment(comments: tuple[str, ...], line: int) -> CheckOptions:
    """Return what the comments right above an instruction ask for it; what cannot be read asks nothing."""
    for comment in comments:
        match = re.fullmatch(r"[ \t]*check[ \t]*=[ \t]*(\S+).*", comment, re.IGNORECASE)
        if match:
            try:
                return read_check_options(match[1], line)
            except CheckOptionError:
                break
    return CheckOptions()
