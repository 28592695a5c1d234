"""Writes what a run found as JSON, and as the annotations that GitHub shows beside the lines."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from quaycrane.checks.lint.finding import LintFinding
from quaycrane.checks.lint.run import Run
from quaycrane.checks.render import plain
from quaycrane.checks.severity import Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def as_json(run: Run) -> dict[str, Any]:
    """Return what a run found as data, with the number of each severity and of what is not told."""
    counts = Counter(finding.rule.severity for finding in run.findings)
    return {
        "findings": [_finding(finding) for finding in run.findings],
        "counts": {severity.value: counts[severity] for severity in Severity},
        **counted(run),
    }


def counted(run: Run) -> dict[str, Any]:
    """Return how many files were judged and left out, and what is ignored, as data."""
    return {
        "files": {"judged": run.judged, "leftOut": dict(sorted(run.left_out.items()))},
        "lesser": run.lesser,
        "ignored": [
            {"file": one.file, "line": one.line, "rule": one.rule.name, "by": one.ignored}
            for one in run.ignored
        ],
    }


def _finding(finding: LintFinding) -> dict[str, Any]:
    return {
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


def as_github(findings: Sequence[LintFinding]) -> str:
    """Return findings as workflow commands, one a line."""
    return "\n".join(map(_annotation, findings))


def _annotation(finding: LintFinding) -> str:
    message = plain(f"{finding.observed}. {finding.rule.why}. To mend it: {finding.fix}")
    properties = {"file": finding.file, "line": str(finding.line), "title": finding.rule.name}
    sentence = ",".join(f"{name}={_escaped(value, ':,')}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.rule.severity]} {sentence}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    """Return a text in which no sign ends the command or one of its properties."""
    for sign in ("%", "\r", "\n", *more):
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
