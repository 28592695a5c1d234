"""Writes findings as JSON, and as the annotations that GitHub shows beside the lines."""

from collections.abc import Sequence
from typing import Any

from quaycrane.checks.lint import LintFinding
from quaycrane.checks.render import plain
from quaycrane.checks.severity import Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_json(findings: Sequence[LintFinding]) -> dict[str, Any]:
    """Return findings as data, with the number of each severity."""
    counts = {severity.value: 0 for severity in Severity}
    for finding in findings:
        counts[finding.rule.severity.value] += 1
    return {
        "findings": [
            {
                "file": finding.file,
                "line": finding.line,
                "rule": finding.rule.name,
                "severity": finding.rule.severity.value,
                "title": finding.rule.title,
                "observed": plain(finding.observed),
                "why": finding.rule.why,
                "fix": plain(finding.fix),
                "elsewhere": list(finding.rule.elsewhere),
            }
            for finding in findings
        ],
        "counts": counts,
    }


def as_github(findings: Sequence[LintFinding]) -> str:
    """Return findings as workflow commands, one a line."""
    return "\n".join(map(_annotation, findings))


def _annotation(finding: LintFinding) -> str:
    message = plain(f"{finding.observed}. {finding.rule.why}. To mend it: {finding.fix}")
    properties = {"file": finding.file, "line": str(finding.line), "title": finding.rule.name}
    told = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.rule.severity]} {told}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    """Return a text in which no sign ends the command or one of its properties."""
    for sign in ("%", "\r", "\n", *more):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
