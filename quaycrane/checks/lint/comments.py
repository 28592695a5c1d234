"""Reads what the comments of a file ask not to be told: in BuildKit's form, and in hadolint's."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from quaycrane.checks.lint.finding import LintRule
from quaycrane.checks.lint.rules import text_rules_called

if TYPE_CHECKING:
    from quaycrane.checks.dockerfile import Dockerfile, Instruction

_HADOLINT = re.compile(r"\s*hadolint\s+(global\s+)?ignore\s*=\s*([\w,\s]+)", re.IGNORECASE)
_CHECK = re.compile(r"(?:^|\s)#\s*check\s*=\s*skip\s*=\s*([\w,-]+)", re.IGNORECASE)
_ALL = "all"

Skips = Callable[[LintRule, int], bool]
"""Says whether a comment asks not to tell a rule at a line."""


def skips_of_dockerfile(dockerfile: "Dockerfile") -> Skips:
    """Return what the comments of a Dockerfile ask: for all of it, or for the instruction below them."""
    everywhere: set[str] = set()
    above: dict[int, set[str]] = {}
    for instruction in dockerfile.instructions:
        for comment in instruction.comments:
            match = _HADOLINT.match(comment)
            if match:
                wanted = everywhere if match[1] else above.setdefault(instruction.line, set())
                wanted |= _meant(match[2])

    def skips(rule: LintRule, line: int) -> bool:
        begin = _begin(dockerfile.instructions, line)
        return rule.name in everywhere | above.get(begin, set()) or dockerfile.skips(rule.name, begin)

    return skips


def _begin(instructions: "tuple[Instruction, ...]", line: int) -> int:
    """Return where the instruction begins that a line belongs to."""
    return max((one.line for one in instructions if one.line <= line), default=line)


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

    def skips(rule: LintRule, line: int) -> bool:
        asked = everywhere | at.get(line, set())
        return bool(asked & {rule.name, _ALL})

    return skips


def _meant(names: str) -> set[str]:
    """Return the rules that are named; a code that only another tool has is none of ours."""
    found: set[str] = set()
    for name in filter(None, re.split(r"[,\s]+", names)):
        found |= {_ALL} if name.lower() == _ALL else {rule.name for rule in text_rules_called(name)}
    return found
