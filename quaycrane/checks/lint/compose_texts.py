"""Judges Compose files, and the files that are laid over another one, by what they mean."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from quaycrane.checks.compose import Resolved, known_rules, positions_of, resolve
from quaycrane.checks.lint.asking import Asking
from quaycrane.checks.lint.rules import TAKEN, compose_rules
from quaycrane.checks.lint.source import NoTextError, Source, read_text
from quaycrane.checks.rule import Rule

_PLAIN = ("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml")
_PART = re.compile(r"(docker-)?compose[._-].+\.ya?ml")
_NOT_WHOLE = "has neither an image nor a build"

Found = Iterator[tuple[int, Rule, str, str]]


def found_in(source: Source, variables: Mapping[str, str], asking: Asking) -> Found:
    """Yield what is found in a Compose file.

    A file such as `compose.prod.yaml` that is no whole by itself is judged as laid over the plain one.
    """
    alone = _resolved(source, variables)
    alone = asking.overruled(alone, source)
    base = base_of(source) if alone.problems else None
    if base:
        yield from _over(base, source, variables)
        return
    part = _PART.fullmatch(source.path.name)
    for problem in alone.problems:
        if not part or not problem.what.endswith(_NOT_WHOLE):
            yield problem.line, TAKEN, problem.what, problem.fix
    rules = compose_rules()
    for rule in known_rules():
        for finding in rule.findings(alone):
            yield finding.line, rules[rule.name], finding.observed, finding.fix


def added(source: Source, variables: Mapping[str, str]) -> Iterator[tuple[Source, Found]]:
    """Yield the override file, which Compose lays over a plain one without being told, and its findings."""
    over = source.path.with_suffix(f".override{source.path.suffix}")
    if source.path.name not in _PLAIN or not over.is_file():
        return
    try:
        text = read_text(over)
    except NoTextError:  # it is told where that file is judged
        return
    layer = Source(str(Path(source.name).with_name(over.name)), over, text, compose=True)
    yield layer, _over(source, layer, variables)


def _over(base: Source, layer: Source, variables: Mapping[str, str]) -> Found:
    """Yield what is found with one file over the other, and not without it."""
    alone, both = _resolved(base, variables), _resolved(base, variables, layer.text)
    positions, rules = positions_of(layer.text), compose_rules()
    before = {problem.what for problem in alone.problems}
    lines = {problem.what: problem.line for problem in _resolved(layer, variables).problems}
    for problem in both.problems:
        if problem.what not in before:
            yield lines.get(problem.what, 1), TAKEN, problem.what, problem.fix
    for rule in known_rules():
        known = {breach.observed for breach in rule.find(alone)}
        for breach in rule.find(both):
            if breach.observed not in known:
                yield positions.line(*breach.path), rules[rule.name], breach.observed, breach.fix


def base_of(source: Source) -> Source | None:
    """Return the plain Compose file beside one with a longer name."""
    for name in _PLAIN if _PART.fullmatch(source.path.name) else ():
        beside = source.path.with_name(name)
        if beside.is_file():
            try:
                return Source(name, beside, read_text(beside), compose=True)
            except NoTextError:
                return None
    return None


def _resolved(source: Source, variables: Mapping[str, str], *over: str) -> Resolved:
    folder = source.path.parent.absolute()
    return resolve(source.text, folder, overrides=over, variables=variables, confined=False, supposing=True)
