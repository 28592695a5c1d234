"""What a rule about a Compose file is, and how it becomes a check."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path as FilePath

from quaycrane.checks.answer import Answer
from quaycrane.checks.compose.resolve import Resolved, dotenv, resolve
from quaycrane.checks.compose.spots import Path
from quaycrane.checks.compose.truth import confirmed
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Check, Observation, register_check
from quaycrane.checks.severity import Severity

FILE = "compose.yaml"
"""The name of the file that checks judge."""


@dataclass(frozen=True)
class Breach:
    """A place of a model where a rule is not kept.

    Attributes:
        path: Where in the model.
        observed: What stands there.
        fix: How to mend it here, in the words of the file; empty where the rule's own advice says all.
    """

    path: Path
    observed: str
    fix: str = ""


@dataclass(frozen=True)
class Finding:
    """A place of a file where a rule is not kept.

    Attributes:
        line: Where.
        observed: What stands there.
        fix: How to mend it here, in the words of the file; empty where the rule's own advice says all.
    """

    line: int
    observed: str
    fix: str = ""


@dataclass(frozen=True)
class Rule:
    """A rule about what a Compose file means.

    Attributes:
        name: A sentence in one word.
        title: The property that a file has which keeps the rule.
        why: Why it matters.
        fix: How to mend it.
        bad: A Compose file that breaks it; its test.
        good: One that keeps it; its test.
        elsewhere: The names of the same rule in other tools.
        severity: How much a breach matters.
        find: Yields each breach in what the file means.
    """

    name: str
    title: str
    why: str
    fix: str
    bad: str
    good: str
    elsewhere: tuple[str, ...]
    severity: Severity
    find: Callable[[Resolved], Iterable[Breach]]

    @property
    def check_name(self) -> str:
        """The name of its check: its own with hyphens."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", self.name).lower()

    def findings(self, resolved: Resolved) -> Iterator[Finding]:
        """Yield each place of the file where the rule is not kept, once."""
        seen = set()
        for breach in self.find(resolved):
            finding = Finding(resolved.line(*breach.path), breach.observed, breach.fix)
            if finding not in seen:
                seen.add(finding)
                yield finding


_rules: dict[str, Rule] = {}


def declare(rule: Rule) -> Rule:
    """Make a rule known, also as a check."""

    def run(answer: Answer) -> Observation:
        for finding in rule.findings(understood(answer)):
            return Observation(passed=False, observed=finding.observed, line=finding.line)
        return Observation(passed=True)

    _rules[rule.name] = rule
    needs = (compose_file_is_valid.__name__.replace("_", "-"),)
    register_check(Check(rule.check_name, rule.title, run, rule.why, rule.fix, needs, FILE))
    return rule


def known_rules() -> tuple[Rule, ...]:
    """Return every rule, by name; each is found by its file being in the folder of rules."""
    _load()
    return tuple(rule for _, rule in sorted(_rules.items()))


@cache
def _load() -> None:
    package = "quaycrane.checks.compose.rules"
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        importlib.import_module(f"{package}.{module.name}")


def understood(answer: Answer) -> Resolved:
    """Return what an answer's Compose file means; only files of the answer are read for it."""
    if "compose" not in answer.facts:
        text, folder = answer.read(FILE), FilePath(answer.folder)
        answer.facts["compose"] = confirmed(resolve(text, folder), text, folder, dotenv(folder))
    resolved: Resolved = answer.facts["compose"]
    return resolved


@checked(
    why="What Compose refuses does not start, and tells so only then",
    fix="Mend the line; `docker compose config` shows how Compose reads the file",
    file=FILE,
)
def compose_file_is_valid(answer: Answer) -> Observation:
    """Docker Compose takes the file."""
    for problem in understood(answer).problems:
        told = f"{problem.what}. {problem.fix}".rstrip(". ")
        return Observation(passed=False, observed=told, line=problem.line)
    return Observation(passed=True)
