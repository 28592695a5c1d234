"""Judges the text of a Dockerfile or a Compose file by every rule, for anyone, without an engine."""

import fnmatch
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.severity import Severity
from quaycrane.errors import InputError

_DOCKERFILES = ("Dockerfile", "Dockerfile.*", "*.Dockerfile", "*.dockerfile", "Containerfile")
_COMPOSE = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")
_MORE_COMPOSE = ("*.yaml", "*.yml")
_PASSED_OVER = {"node_modules", "vendor", "venv", "__pycache__"}
_MOST_PROBLEMS = 3  # BuildKit stops at the first; what follows it is often only its echo
_GIVEN_BASE, _PINNED_BASE = "InvalidDefaultArgInFrom", "PinnedBaseTag"
_PARSE = "DockerfileReads"
_VALID = "ComposeFileIsValid"


@dataclass(frozen=True)
class LintRule:
    """What a report says of a rule.

    Attributes:
        name: A sentence in one word.
        title: The property that a text has which keeps it.
        why: Why it matters.
        fix: How to mend it.
        severity: How much a breach matters.
        elsewhere: The names of the same rule in other tools.
        bad: A text that breaks it.
        good: One that keeps it.
    """

    name: str
    title: str
    why: str
    fix: str
    severity: Severity
    elsewhere: tuple[str, ...] = ()
    bad: str = ""
    good: str = ""


@dataclass(frozen=True)
class LintFinding:
    """A place where a rule is not kept.

    Attributes:
        file: The file, as the caller named it.
        line: Where, from 1.
        rule: The rule.
        observed: What stands there.
        fix: How to mend it here.
    """

    file: str
    line: int
    rule: LintRule
    observed: str
    fix: str


_READS = LintRule(
    _PARSE,
    "BuildKit can read the Dockerfile.",
    "What cannot be read is not built",
    "Mend the line",
    Severity.ERROR,
)
_TAKEN = LintRule(
    _VALID,
    "Docker Compose takes the file.",
    "What Compose refuses does not start, and tells so only then",
    "Mend the line; `docker compose config` shows how Compose reads the file",
    Severity.ERROR,
)


def lint_rules() -> dict[str, LintRule]:
    """Return every rule about a text, by name."""
    from quaycrane.checks import compose, dockerfile  # noqa: PLC0415 - rules register after this module
    from quaycrane.checks.registry import load_checks  # noqa: PLC0415 - the same

    load_checks()
    declared: list[Any] = [*dockerfile.known_rules(), *compose.known_rules()]
    found = [_READS, _TAKEN, *map(_rule, declared)]
    return {rule.name: rule for rule in sorted(found, key=lambda rule: rule.name)}


def _rule(rule: Any) -> LintRule:  # noqa: ANN401 - a rule of either kind
    severity = Severity(getattr(rule, "severity", Severity.WARNING))
    return LintRule(rule.name, rule.title, rule.why, rule.fix, severity, rule.elsewhere, rule.bad, rule.good)


def files_of(folder: Path) -> list[Path]:
    """Return the Dockerfiles and Compose files in and below a folder, in order.

    Hidden folders, links and what package managers bring are passed over.
    """
    found = []
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if any(part in _PASSED_OVER or part.startswith(".") for part in parts[:-1]) or path.is_symlink():
            continue
        if path.is_file() and _matches(path.name, (*_DOCKERFILES, *_COMPOSE)):
            found.append(path)
    return found


def _matches(name: str, patterns: tuple[str, ...]) -> bool:
    return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


def lint(path: Path, variables: Mapping[str, str] | None = None) -> list[LintFinding]:
    """Return every finding in a file, by line, and behind them what its override file adds.

    Args:
        path: A Dockerfile or a Compose file, told apart by its name.
        variables: What a Compose file sees beside the `.env` of its folder; others are supposed to be set.

    Raises:
        InputError: It is not there, too large, or no text.
    """
    if not path.is_file():
        raise InputError(f"{path} is no file", fix="Name a Dockerfile, a Compose file, a folder or an image")
    text = Answer(path.parent).read(path.name)
    name = str(path)
    compose = _matches(path.name, (*_COMPOSE, *_MORE_COMPOSE))
    found = _compose(path, text, variables or {}) if compose else _dockerfile(path, text)
    findings = [LintFinding(name, line, rule, seen, fix or rule.fix) for line, rule, seen, fix in found]
    findings += _added(path, variables or {}) if compose else ()
    return sorted(dict.fromkeys(findings), key=lambda one: (one.file != name, one.line, one.rule.name))


Found = Iterator[tuple[int, LintRule, str, str]]


def _dockerfile(path: Path, text: str) -> Found:
    from quaycrane.checks.dockerfile import known_rules, parse  # noqa: PLC0415 - as above

    rules = lint_rules()
    beside = (
        path.with_name(f"{path.name}.dockerignore"),
        path.with_name(".dockerignore"),
    )  # the first counts
    dockerfile = parse(
        text, next((Answer(path.parent).read(one.name) for one in beside if one.is_file()), None)
    )
    judging = known_rules() if dockerfile.stages else ()
    found = [(rule.name, one) for rule in judging for one in rule.find(dockerfile)]
    # A base that the builder is to name (ARG BASE, FROM $BASE) is one warning, not three.
    given = {finding.line for name, finding in found if name == _GIVEN_BASE}
    problems = [problem for problem in dockerfile.problems if problem.line not in given]
    for problem in problems[: _MOST_PROBLEMS if dockerfile.stages else 1]:
        yield problem.line, _READS, problem.what, problem.fix
    if not dockerfile.stages and not problems:
        yield 1, _READS, "There is no FROM", "Begin with FROM and the base image"
    for name, finding in found:
        if name != _PINNED_BASE or finding.line not in given:
            yield finding.line, rules[name], finding.observed, ""


def _compose(path: Path, text: str, variables: Mapping[str, str]) -> Found:
    from quaycrane.checks.compose import known_rules, resolve  # noqa: PLC0415 - as above
    from quaycrane.checks.compose.truth import overruled  # noqa: PLC0415 - loads the engine's part

    rules = lint_rules()
    folder = path.parent.absolute()
    resolved = resolve(text, folder, variables=variables, confined=False, supposing=True)
    resolved = overruled(resolved, path.absolute())
    for problem in () if ".override." in path.name else resolved.problems:  # alone it is no whole
        yield problem.line, _TAKEN, problem.what, problem.fix
    for rule in known_rules():
        for finding in rule.findings(resolved):
            yield finding.line, rules[rule.name], finding.observed, ""


def _added(path: Path, variables: Mapping[str, str]) -> Iterator[LintFinding]:
    """Yield what is found only with the override file beside, which Compose lays over without being told."""
    from quaycrane.checks.compose import known_rules, resolve, spots_of  # noqa: PLC0415 - as above

    over = path.with_suffix(f".override{path.suffix}")
    if not over.is_file() or path.name not in _COMPOSE:
        return
    rules, answer, folder = lint_rules(), Answer(path.parent), path.parent.absolute()
    text, layer = answer.read(path.name), answer.read(over.name)
    alone = resolve(text, folder, variables=variables, confined=False, supposing=True)
    both = resolve(text, folder, overrides=(layer,), variables=variables, confined=False, supposing=True)
    spots = spots_of(layer)
    for rule in known_rules():
        known = {breach.observed for breach in rule.find(alone)}
        for breach in rule.find(both):
            if breach.observed not in known:
                fix = rules[rule.name].fix
                yield LintFinding(str(over), spots.line(*breach.path), rules[rule.name], breach.observed, fix)
