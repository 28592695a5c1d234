"""Shows a Dockerfile line by line: what each instruction makes, and what is wrong."""

from dataclasses import dataclass

from quaycrane.checks.dockerfile.model import Instruction
from quaycrane.checks.dockerfile.parse import KEYWORDS, parse
from quaycrane.checks.dockerfile.rule import known_rules
from quaycrane.checks.severity import Severity

_LAYER_MAKERS = {"RUN", "COPY", "ADD", "WORKDIR"}


@dataclass(frozen=True)
class OutlineRow:
    """One instruction.

    Attributes:
        line: Where it begins.
        instruction: Its text, shortened.
        note: What it makes: a base, a layer, or configuration.
    """

    line: int
    instruction: str
    note: str


@dataclass(frozen=True)
class Problem:
    """Something to mend.

    Attributes:
        line: Where.
        what: What is wrong.
        why: Why it matters.
        fix: How to mend it.
        rule: The name of the rule that is not kept, empty where BuildKit cannot read the file.
        severity: How much it matters.
    """

    line: int
    what: str
    why: str
    fix: str
    rule: str = ""
    severity: Severity = Severity.ERROR


def outline(text: str) -> tuple[OutlineRow, ...]:
    """Return one row an instruction."""
    return tuple(_row(instruction) for instruction in parse(text).instructions)


def problems(
    text: str, ignore: str | None = None, *, least: Severity = Severity.WARNING
) -> tuple[Problem, ...]:
    """Return what is wrong: what cannot be read first, then what rules find, by line.

    Comments that switch rules off, ours or another tool's, change nothing.

    Args:
        text: A Dockerfile's text.
        ignore: The text of the ``.dockerignore`` beside it, None where that is not known.
        least: The least severity that is told; notes are good practice that not every image needs.
    """
    dockerfile = parse(text, ignore)
    unread = [Problem(one.line, one.what, "BuildKit cannot read it", one.fix) for one in dockerfile.problems]
    if not dockerfile.stages:
        return tuple(unread)
    severe = list(Severity)[: list(Severity).index(least) + 1]
    findings = [
        Problem(
            finding.line, f"{rule.name}: {finding.observed}", rule.why, rule.fix, rule.name, rule.severity
        )
        for rule in known_rules()
        if rule.severity in severe
        for finding in rule.find(dockerfile)
    ]
    return (*unread, *sorted(findings, key=lambda problem: problem.line))


def _row(instruction: Instruction) -> OutlineRow:
    shown = " ".join((instruction.keyword, *instruction.flags, instruction.value))
    if instruction.keyword not in KEYWORDS:
        note = "unknown"
    elif instruction.keyword == "FROM":
        note = "base"
    else:
        note = "layer" if instruction.keyword in _LAYER_MAKERS else "configuration"
    return OutlineRow(instruction.line, shown if len(shown) <= 90 else f"{shown[:89]}…", note)  # noqa: PLR2004
