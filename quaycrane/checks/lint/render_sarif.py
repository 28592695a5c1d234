"""Writes what a run found as SARIF 2.1.0, which code hosts and editors show beside the lines."""

import hashlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from quaycrane.checks.lint.finding import LintFinding
from quaycrane.checks.lint.help_address import help_address
from quaycrane.checks.lint.render_data import counted
from quaycrane.checks.lint.rules import compose_rules
from quaycrane.checks.lint.run import Run
from quaycrane.checks.render import plain
from quaycrane.checks.rule import Rule

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT = "ruleAndLine/v1"


def as_sarif(run: Run, version: str) -> dict[str, Any]:
    """Return a SARIF log of one run; what is ignored is counted in its properties, and is no result.

    Args:
        run: What was found; the rules are those that it names.
        version: Of this package.
    """
    rules = {finding.rule.name: finding.rule for finding in run.findings}
    places = {name: index for index, name in enumerate(rules)}
    driver = {
        "name": "Quaycrane",
        "semanticVersion": version,
        "rules": [_rule(rule) for rule in rules.values()],
    }
    prints = _fingerprints(run.findings)
    log = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, places[finding.rule.name], next(prints)) for finding in run.findings],
        "properties": counted(run),
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [log]}


def _rule(rule: Rule) -> dict[str, Any]:
    elsewhere = f"\n\nElsewhere: {', '.join(rule.elsewhere)}" if rule.elsewhere else ""
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.why}."},
        "helpUri": help_address(rule, compose=rule.name in compose_rules()),
        "help": {"text": f"{rule.why}.\n\nTo mend it: {rule.fix}{elsewhere}"},
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(finding: LintFinding, place: int, fingerprint: str) -> dict[str, Any]:
    path = Path(finding.file)
    artifact = {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix())}
    if not path.is_absolute():
        artifact["uriBaseId"] = "%SRCROOT%"
    region = {"startLine": finding.line}
    return {
        "ruleId": finding.rule.name,
        "ruleIndex": place,
        "level": finding.rule.severity.value,
        "message": {"text": plain(f"{finding.observed}. {finding.rule.why}. To mend it: {finding.fix}")},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }


def _fingerprints(findings: list[LintFinding]) -> Iterator[str]:
    """Yield what each finding is known by when lines move: file, rule, the line's text, its number."""
    seen: Counter[str] = Counter()
    for finding in findings:
        said = "\0".join((Path(finding.file).as_posix(), finding.rule.name, finding.source, finding.observed))
        seen[said] += 1
        yield hashlib.sha256(f"{said}\0{seen[said]}".encode()).hexdigest()[:32]
