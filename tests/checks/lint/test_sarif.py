"""SARIF is what the published schema says, and code hosts find the place and know a finding again.

`sarif-2.1.0.json` is the schema that OASIS published with errata 01, without its descriptions.
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import jsonschema_rs
import pytest

from quaycrane.checks.lint.files import is_compose
from quaycrane.checks.lint.finding import LintFinding
from quaycrane.checks.lint.render_sarif import as_sarif
from quaycrane.checks.lint.rules import lint_rules
from quaycrane.checks.lint.run import Judge, Run
from quaycrane.checks.lint.settings import Configuration
from quaycrane.checks.lint.source import Source
from quaycrane.checks.severity import Severity

SCHEMA = json.loads(Path(__file__).with_name("sarif-2.1.0.json").read_text(encoding="utf-8"))
BAD = "FROM node\nRUN cd /app && npm install\nCMD node server.js\n"


def log_of(name: str, text: str) -> dict[str, Any]:
    """Return the log of judging a text under a name, notes too."""
    judge = Judge(Configuration(heeded=False), {})
    run = Run()
    run.add(judge.text(Source(name, Path(name), text, is_compose(name))), Severity.NOTE)
    assert run.findings
    return as_sarif(run, "1.2.3")


def problems(log: dict[str, Any]) -> list[str]:
    """Return what the schema has to say against a log."""
    validator = jsonschema_rs.validator_for(SCHEMA, validate_formats=True)
    return [f"{error.instance_path}: {error.message}" for error in validator.iter_errors(log)]


@pytest.mark.parametrize("rule", lint_rules().values(), ids=lint_rules())
def test_a_finding_of_each_rule_is_valid(rule: Any) -> None:
    """Whatever rule is told, the log keeps the schema."""
    run = Run()
    run.add([LintFinding("api/Dockerfile", 3, rule, "seen", rule.fix, "line")], Severity.NOTE)
    assert problems(as_sarif(run, "1.2.3")) == []


def test_the_schema_can_say_no() -> None:
    """The schema that is used here refuses what SARIF does not have."""
    log = log_of("Dockerfile", BAD)
    log["runs"][0]["results"][0]["levle"] = "error"
    log["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"] = "no address"
    assert len(problems(log)) == 2


@pytest.mark.parametrize(
    "name",
    ["my app#1/Dockerfile", "a%20b/Dockerfile", "ä/ö?.dockerfile", "/srv/a b/Dockerfile", "-/Dockerfile"],
)
def test_an_address_leads_to_the_file(name: str) -> None:
    """A file's name is encoded so that reading the address gives the name again."""
    log = log_of(name, BAD)
    assert problems(log) == []
    for result in log["runs"][0]["results"]:
        address = urlsplit(result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"])
        assert unquote(address.path) == name
        assert not address.query
        assert not address.fragment


def prints(text: str) -> dict[tuple[str, str], str]:
    """Return the fingerprint of each finding by its rule and its message."""
    found = log_of("Dockerfile", text)["runs"][0]["results"]
    return {
        (one["ruleId"], one["message"]["text"]): one["partialFingerprints"]["ruleAndLine/v1"] for one in found
    }


def test_a_finding_is_known_again_when_lines_move() -> None:
    """What is put above a line does not change what its finding is known by; what is changed in it does."""
    before, moved = prints(BAD), prints(f"# said\n\n{BAD}")
    assert moved == before
    assert len(set(before.values())) == len(before)
    assert not set(prints(BAD.replace("npm install", "npm  install --x")).values()) >= set(before.values())


def test_equal_lines_are_two_findings() -> None:
    """The same line written twice is known as two."""
    found = log_of("Dockerfile", "FROM a:1\nRUN sudo ls\nRUN sudo ls\n")["runs"][0]["results"]
    marks = [one["partialFingerprints"]["ruleAndLine/v1"] for one in found]
    assert len(set(marks)) == len(marks) > 2


@pytest.mark.parametrize("rule", lint_rules().values(), ids=lint_rules())
def test_each_rule_has_a_page(rule: Any) -> None:
    """A rule leads to the page of those who made it."""
    run = Run()
    run.add([LintFinding("Dockerfile", 1, rule, "seen", rule.fix)], Severity.NOTE)
    address = urlsplit(as_sarif(run, "1")["runs"][0]["tool"]["driver"]["rules"][0]["helpUri"])
    assert address.scheme == "https"
    assert address.netloc in {"docs.docker.com", "github.com"}
