"""Judges the text of a Dockerfile or a Compose file by every rule."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from quaycrane.checks.lint.asking import Asking
from quaycrane.checks.lint.comments import Skips, skips_of_compose, skips_of_dockerfile
from quaycrane.checks.lint.finding import LintFinding
from quaycrane.checks.lint.rules import READS, TAKEN, dockerfile_rules
from quaycrane.checks.lint.source import NoTextError, Source, read_text
from quaycrane.checks.rule import Rule
from quaycrane.checks.severity import Severity

_MOST_PROBLEMS = 3  # BuildKit stops at the first; what follows it is often only its echo
_GIVEN_BASE, _PINNED_BASE = "InvalidDefaultArgInFrom", "PinnedBaseTag"
_COMMENT = "comment"

Found = tuple[int, Rule, str, str]
"""Where, which rule, what stands there, and how to mend it here; empty for the rule's own advice."""


def lint_text(
    source: Source, variables: Mapping[str, str], asking: Asking | None = None
) -> list[LintFinding]:
    """Return every finding in a text, by line, and behind them what its override file adds.

    Args:
        source: The text.
        variables: What a Compose file sees beside the `.env` of its folder; others are supposed to be set.
        asking: Asks Compose about what seems wrong; None for somebody new with all the time there is.
    """
    if not source.compose:
        return told(source, *_dockerfile(source))
    from quaycrane.checks.lint.compose_texts import added, found_in  # noqa: PLC0415 - a run loads what it judges

    findings = told(source, found_in(source, variables, asking or Asking()), skips_of_compose(source.text))
    for over, found in added(source, variables):
        findings += told(over, found, skips_of_compose(over.text))
    return findings


def told(source: Source, found: Iterable[Found], skips: Skips) -> list[LintFinding]:
    """Return what was found in a text as findings, by line; what comments ask not to be told says so."""
    findings = [
        LintFinding(
            source.name,
            line,
            rule,
            observed,
            fix or rule.fix,
            source.line(line),
            _COMMENT if rule not in (READS, TAKEN) and skips(rule, line) else "",
        )
        for line, rule, observed, fix in found
    ]
    return sorted(dict.fromkeys(findings), key=lambda one: (one.line, one.rule.name))


def _dockerfile(source: Source) -> tuple[list[Found], Skips]:
    from quaycrane.checks.dockerfile import known_rules, parse  # noqa: PLC0415 - a run loads what it judges

    dockerfile = parse(source.text, _ignore_file(source))
    rules = dockerfile_rules()
    if dockerfile.checks.error:
        rules = {name: _raised(rule) for name, rule in rules.items()}
    judging = known_rules() if dockerfile.stages else ()
    found = [(rule.name, one) for rule in judging for one in rule.find(dockerfile)]
    # A base that the builder is to name (ARG BASE, FROM $BASE) is one warning, not three.
    given = {finding.line for name, finding in found if name == _GIVEN_BASE}
    problems = [problem for problem in dockerfile.problems if problem.line not in given]
    unread = {problem.line for problem in problems}
    most = _MOST_PROBLEMS if dockerfile.stages else 1
    findings: list[Found] = [(problem.line, READS, problem.what, problem.fix) for problem in problems[:most]]
    if not dockerfile.stages and not problems:
        findings.append((1, READS, "There is no FROM", "Begin with FROM and the base image"))
    findings += [
        (one.line, rules[name], one.observed, one.fix)
        for name, one in found
        if name != _PINNED_BASE or one.line not in given | unread
    ]
    return findings, skips_of_dockerfile(dockerfile, source.lines)


def _raised(rule: Rule) -> Rule:
    """Return a rule of BuildKit's own as an error: what ``# check=error=true`` makes of it."""
    own = any(other.startswith("BuildKit ") for other in rule.elsewhere)
    return replace(rule, severity=Severity.ERROR) if own else rule


def _ignore_file(source: Source) -> str | None:
    """Return the text of the ``.dockerignore`` beside a Dockerfile, its own before the folder's."""
    for name in (f"{source.path.name}.dockerignore", ".dockerignore"):
        beside = source.path.with_name(name)
        if beside.is_file():
            try:
                return read_text(beside)
            except NoTextError:
                return None
    return None
