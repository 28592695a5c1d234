"""Reads what the comments of a file ask not to be told: in BuildKit's form, and in hadolint's."""

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from quaycrane.checks.lint.rules import text_rules_called
from quaycrane.checks.rule import Rule

if TYPE_CHECKING:
    from quaycrane.checks.dockerfile import Dockerfile

_CODES = r"(\w+(?:\s*,\s*\w+)*)"
_IGNORE = re.compile(rf"\s*#\s*hadolint\s+ignore\s*=\s*{_CODES}")
_GLOBAL = re.compile(rf"\s*hadolint\s+global\s+ignore\s*=\s*{_CODES}")
_CHECK = re.compile(r"(?:^|\s)#\s*check\s*=\s*skip\s*=\s*([\w,-]+)", re.IGNORECASE)
_ALL = "all"

Skips = Callable[[Rule, int], bool]
"""Says whether a comment asks not to tell a rule at a line."""


def skips_of_dockerfile(dockerfile: "Dockerfile", lines: Sequence[str]) -> Skips:
    """Return what the comments of a Dockerfile ask: for all of it, or for the instruction below them.

    Args:
        dockerfile: The file.
        lines: Its lines.
    """
    comments = [comment for instruction in dockerfile.instructions for comment in instruction.comments]
    everywhere = {rule for one in comments if (match := _GLOBAL.match(one)) for rule in _meant(match[1])}

    def skips(rule: Rule, line: int) -> bool:
        begin = max(
            (instruction.line for instruction in dockerfile.instructions if instruction.line <= line),
            default=line,
        )
        return rule.name in everywhere | _above(lines, begin) or dockerfile.skips(rule.name, begin)

    return skips


def _above(lines: Sequence[str], begin: int) -> set[str]:
    """Return the rules that the comment right above a line names; hadolint wants nothing in between."""
    match = _IGNORE.match(lines[begin - 2]) if begin > 1 else None
    return _meant(match[1]) if match else set()


def skips_of_compose(text: str) -> Skips:
    """Return what the comments of a Compose file ask.

    Above everything else a comment is for the whole file; on a line of its own it is for the line below,
    at the end of one for that line.
    """
    everywhere: set[str] = set()
    at: dict[int, set[str]] = {}
    head = True
    for number, line in enumerate(text.splitlines(), 1):
        alone = not line.strip() or line.lstrip().startswith("#")
        head = head and alone
        match = _CHECK.search(line)
        if match:
            wanted = everywhere if head else at.setdefault(number + alone, set())
            wanted |= _meant(match[1])

    def skips(rule: Rule, line: int) -> bool:
        asked = everywhere | at.get(line, set())
        return bool(asked & {rule.name, _ALL})

    return skips


def _meant(names: str) -> set[str]:
    """Return the rules that are named; a code that only another tool has is none of ours."""
    rules: set[str] = set()
    for name in filter(None, re.split(r"[,\s]+", names)):
        rules |= {_ALL} if name.lower() == _ALL else {rule.name for rule in text_rules_called(name)}
    return rules
