"""What a rule about a Dockerfile's text is, and how a function becomes one, and a check."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Unpack

from quaycrane.checks.answer import Answer
from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.parse import parse
from quaycrane.checks.registry import Check, Observation, register_check
from quaycrane.checks.rule import Finding, Rules, Sentences, described
from quaycrane.checks.rule import Rule as AnyRule

__all__ = ["Finding", "Rule", "known_rules", "rule"]

Find = Callable[[Dockerfile], Iterable[Finding]]


def _nothing(_: Dockerfile) -> Iterator[Finding]:
    return iter(())


@dataclass(frozen=True, kw_only=True)
class Rule(AnyRule):
    """A rule about the text.

    Attributes:
        find: Yields each place where it is not kept.
        lacking: Yields what an answer must hold before the check can pass: leaving out what is judged earns
            nothing. It is no finding about the text.
        ignore: The ``.dockerignore`` beside both examples, None for none.
    """

    find: Find
    lacking: Find = _nothing
    ignore: str | None = None


_rules = Rules[Rule]("quaycrane.checks.dockerfile.rules")


def rule(
    *, lacking: Find = _nothing, ignore: str | None = None, **sentences: Unpack[Sentences]
) -> Callable[[Find], Find]:
    """Make a function that yields findings a rule, also as a check.

    Its name says what it is called, and its docstring's first line which property holds; see `Rule`.
    """

    def declare(find: Find) -> Find:
        made = Rule(**described(find, sentences), find=find, lacking=lacking, ignore=ignore)
        _rules.add(made)
        register_check(_check_of(made))
        return find

    return declare


def _check_of(made: Rule) -> Check:
    def run(answer: Answer) -> Observation:
        dockerfile = parse(answer.text, answer.read(".dockerignore"))
        for finding in (*made.find(dockerfile), *made.lacking(dockerfile)):
            return Observation(passed=False, observed=finding.observed, line=finding.line)
        return Observation(passed=True)

    name, title, why, fix = made.check_name, made.title, made.why, made.fix
    # A file that does not build has no style that is worth points.
    return Check(name, title, run, why, fix, needs=("dockerfile-reads",), stands_with=("builds",))


def known_rules() -> tuple[Rule, ...]:
    """Return every rule, by name."""
    return _rules.all()


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
