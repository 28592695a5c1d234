"""Writes findings as SARIF 2.1.0, which code hosts and editors show beside the lines."""

from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from quaycrane.checks.lint import LintFinding, LintRule
from quaycrane.checks.render import plain

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def as_sarif(findings: Sequence[LintFinding], version: str) -> dict[str, Any]:
    """Return a SARIF log of one run.

    Args:
        findings: What was found; the rules are those that they name.
        version: Of this package.
    """
    rules = {finding.rule.name: finding.rule for finding in findings}
    places = {name: index for index, name in enumerate(rules)}
    driver = {
        "name": "Quaycrane",
        "semanticVersion": version,
        "rules": [_rule(rule) for rule in rules.values()],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, places[finding.rule.name]) for finding in findings],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _rule(rule: LintRule) -> dict[str, Any]:
    elsewhere = f"\n\nElsewhere: {', '.join(rule.elsewhere)}" if rule.elsewhere else ""
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.why}."},
        "help": {"text": f"{rule.why}.\n\nTo mend it: {rule.fix}{elsewhere}"},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(finding: LintFinding, place: int) -> dict[str, Any]:
    artifact = {"uri": PurePath(finding.file).as_posix()}
    if not PurePath(finding.file).is_absolute():
        artifact["uriBaseId"] = "%SRCROOT%"
    region = {"startLine": finding.line}
    return {
        "ruleId": finding.rule.name,
        "ruleIndex": place,
        "level": finding.rule.severity.value,
        "message": {"text": plain(f"{finding.observed}. {finding.rule.why}. To mend it: {finding.fix}")},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
    }
