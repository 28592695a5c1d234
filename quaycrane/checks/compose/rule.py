"""What a rule about a Compose file is, and how a function becomes one, and a check."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path as FilePath
from typing import Unpack

from quaycrane.checks.answer import Answer
from quaycrane.checks.compose.command import confirmed
from quaycrane.checks.compose.positions import Path
from quaycrane.checks.compose.resolve import Resolved, dotenv, resolve
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Check, Observation, register_check
from quaycrane.checks.rule import Finding, Rules, Sentences, described
from quaycrane.checks.rule import Rule as AnyRule

__all__ = ["FILE", "Breach", "Finding", "Rule", "known_rules", "rule", "understood"]

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


Find = Callable[[Resolved], Iterable[Breach]]


@dataclass(frozen=True, kw_only=True)
class Rule(AnyRule):
    """A rule about what a Compose file means.

    Attributes:
        find: Yields each breach in what the file means.
    """

    find: Find

    def findings(self, resolved: Resolved) -> Iterator[Finding]:
        """Yield each place of the file where the rule is not kept, once."""
        seen = set()
        for breach in self.find(resolved):
            finding = Finding(resolved.line(*breach.path), breach.observed, breach.fix)
            if finding not in seen:
                seen.add(finding)
                yield finding


_rules = Rules[Rule]("quaycrane.checks.compose.rules")


def rule(**sentences: Unpack[Sentences]) -> Callable[[Find], Find]:
    """Make a function that yields breaches a rule, also as a check.

    Its name says what it is called, and its docstring's first line which property holds; see `Rule`.
    """

    def declare(find: Find) -> Find:
        made = Rule(**described(find, sentences), find=find)
        _rules.add(made)
        register_check(_check_of(made))
        return find

    return declare


def _check_of(made: Rule) -> Check:
    def run(answer: Answer) -> Observation:
        for finding in made.findings(understood(answer)):
            return Observation(passed=False, observed=finding.observed, line=finding.line)
        return Observation(passed=True)

    needs = (compose_file_is_valid.__name__.replace("_", "-"),)
    return Check(made.check_name, made.title, run, made.why, made.fix, needs, FILE)


def known_rules() -> tuple[Rule, ...]:
    """Return every rule, by name."""
    return _rules.all()


def understood(answer: Answer) -> Resolved:
    """Return what an answer's Compose file means; only files of the answer are read for it."""
    if "compose" not in answer.kept:
        text, folder = answer.read(FILE), FilePath(answer.folder)
        answer.kept["compose"] = confirmed(resolve(text, folder), text, folder, dotenv(folder))
    resolved: Resolved = answer.kept["compose"]
    return resolved


@checked(
    why="What Compose refuses does not start, and tells so only then",
    fix="Mend the line; `docker compose config` shows how Compose reads the file",
    file=FILE,
)
def compose_file_is_valid(answer: Answer) -> Observation:
    """Docker Compose takes the file."""
    for problem in understood(answer).problems:
        observed = f"{problem.what}. {problem.fix}".rstrip(". ")
        return Observation(passed=False, observed=observed, line=problem.line)
    return Observation(passed=True)
