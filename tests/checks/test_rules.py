"""Each rule is tested by its own examples."""

from pathlib import Path

import pytest

from quaycrane.checks import check, known_checks
from quaycrane.checks.dockerfile import Rule, known_rules, parse, problems
from quaycrane.checks.severity import Severity
from quaycrane.kit import project_root

NAMED = {rule.name: rule for rule in known_rules()}
every_rule = pytest.mark.parametrize("rule", known_rules(), ids=lambda rule: rule.name)


@every_rule
def test_a_rule_finds_its_bad_example(rule: Rule) -> None:
    """The bad example is found, at a line that it has."""
    findings = list(rule.find(parse(rule.bad, rule.ignore)))
    assert findings
    assert all(1 <= one.line <= len(rule.bad.splitlines()) and one.observed for one in findings)


@every_rule
def test_a_rule_lets_its_good_example_pass(rule: Rule) -> None:
    """The good example is a Dockerfile that reads well and keeps the rule."""
    assert not parse(rule.good, rule.ignore).problems
    assert not list(rule.find(parse(rule.good, rule.ignore)))


@every_rule
def test_a_rule_is_a_check_that_tells_why(rule: Rule) -> None:
    """A rule can be asked for by name, and says why it matters and how to mend it."""
    known = known_checks()[rule.check_name]
    assert (known.title, known.why, known.fix) == (rule.title, rule.why, rule.fix)
    assert rule.title.endswith(".")
    assert len(rule.why) > 20
    assert len(rule.fix) > 10


KEPT = {
    "a stage is no image": ("PinnedBaseTag", "FROM node:24 AS a\nFROM a\n"),
    "a digest pins": ("PinnedBaseTag", f"FROM node@sha256:{'0' * 64}\n"),
    "scratch has no tag": ("PinnedBaseTag", "FROM scratch\n"),
    "a stage's files are no sources": (
        "ManifestBeforeSources", "FROM a AS b\nFROM a:1\nCOPY --from=b /x /x\nRUN npm ci\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text"), KEPT.values(), ids=KEPT.keys())
def test_a_rule_does_not_cry_wolf(name: str, text: str) -> None:
    """What looks like a breach and is none is left alone."""
    assert not list(NAMED[name].find(parse(text)))


def test_a_port_in_the_registry_is_no_tag() -> None:
    """A registry's port is not taken for a version."""
    assert any(one.what.startswith("PinnedBaseTag") for one in problems("FROM host:5000/node\n"))


REFERENCES = sorted((project_root() / "answers").glob("*/reference/**/Dockerfile"))


@pytest.mark.parametrize("path", REFERENCES, ids=lambda path: path.parts[-3])
def test_a_learner_who_did_it_right_has_nothing_to_mend(path: Path) -> None:
    """A reference answer has no error and no warning; good practice that it leaves out is a note."""
    assert problems(path.read_text(encoding="utf-8")) == ()


def test_notes_are_told_to_those_who_ask() -> None:
    """By default errors and warnings are told, and each severity includes those above it."""
    text = "FROM node:24-alpine\nCOPY .env ./\nCMD node a.js\n"
    told = {least: {one.severity for one in problems(text, least=least)} for least in Severity}
    assert told[Severity.ERROR] == {Severity.ERROR}
    assert told[Severity.WARNING] == {Severity.ERROR, Severity.WARNING}
    assert told[Severity.NOTE] == set(Severity)


LACKING = {
    "no start": ("json-args-recommended", "FROM node:24-alpine\nEXPOSE 3000\n"),
    "no install": ("install-from-lockfile", 'FROM node:24-alpine\nCMD ["node"]\n'),
}


@pytest.mark.parametrize(("name", "text"), LACKING.values(), ids=LACKING.keys())
def test_leaving_out_what_is_judged_earns_nothing(name: str, text: str, tmp_path: Path) -> None:
    """A check fails an answer that does not hold what it judges; the view finds nothing wrong with it."""
    (tmp_path / "Dockerfile").write_text(text)
    assert check(tmp_path, name).failed == (name,)
    assert problems(text) == ()
