"""What a rule about a Dockerfile's text is, and how it becomes a check."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from quaycrane.checks.answer import Answer
from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.parse import parse
from quaycrane.checks.registry import Check, Observation, register_check
from quaycrane.checks.severity import Severity


@dataclass(frozen=True)
class Finding:
    """A place where a rule is not kept.

    Attributes:
        line: Where.
        observed: What stands there.
        fix: How to mend it here, in the words of the file; empty where the rule's own advice says all.
    """

    line: int
    observed: str
    fix: str = ""


Find = Callable[[Dockerfile], Iterable[Finding]]


def _nothing(_: Dockerfile) -> Iterator[Finding]:
    return iter(())


@dataclass(frozen=True)
class Rule:
    """A rule about the text.

    Attributes:
        name: A sentence in one word; BuildKit's own name where BuildKit has the rule.
        title: The property that a text has which keeps the rule.
        why: Why it matters.
        fix: How to mend it.
        bad: A Dockerfile that breaks it; its test.
        good: One that keeps it; its test.
        elsewhere: The names of the same rule in other tools.
        find: Yields each place where it is not kept.
        severity: How much a finding weighs.
        lacking: Yields what an answer must hold before the check can pass: leaving out what is judged earns
            nothing. It is no finding about the text.
        ignore: The ``.dockerignore`` beside both examples, None for none.
    """

    name: str
    title: str
    why: str
    fix: str
    bad: str
    good: str
    elsewhere: tuple[str, ...]
    find: Find
    severity: Severity = Severity.WARNING
    lacking: Find = _nothing
    ignore: str | None = None

    @property
    def check_name(self) -> str:
        """The name of its check: its own with hyphens."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", self.name).lower()


_rules: dict[str, Rule] = {}


def declare(rule: Rule) -> Rule:
    """Make a rule known, also as a check."""

    def run(answer: Answer) -> Observation:
        dockerfile = parse(answer.text, answer.read(".dockerignore"))
        for finding in (*rule.find(dockerfile), *rule.lacking(dockerfile)):
            return Observation(passed=False, observed=finding.observed, line=finding.line)
        return Observation(passed=True)

    _rules[rule.name] = rule
    title, why, fix = rule.title, rule.why, rule.fix
    # A file that does not build has no style that is worth points.
    check = Check(rule.check_name, title, run, why, fix, needs=("dockerfile-reads",), stands_with=("builds",))
    register_check(check)
    return rule


def _reads(answer: Answer) -> Observation:
    problems = parse(answer.text, answer.read(".dockerignore")).problems
    if problems:
        return Observation(
            passed=False, observed=f"{problems[0].what}. {problems[0].fix}", line=problems[0].line
        )
    return Observation(passed=True)


register_check(
    Check(
        "dockerfile-reads",
        "BuildKit can read the Dockerfile.",
        _reads,
        "What cannot be read is not built, and nothing that it says counts",
        "Mend the first line that is named; what follows it may be only its echo",
    )
)


def known_rules() -> tuple[Rule, ...]:
    """Return every rule, by name; each is found by its file being in the folder of rules."""
    _load()
    return tuple(rule for _, rule in sorted(_rules.items()))


@cache
def _load() -> None:
    package = "quaycrane.checks.dockerfile.rules"
    for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
        importlib.import_module(f"{package}.{module.name}")
