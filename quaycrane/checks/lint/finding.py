"""What is said of a text: the rule, and the place where it is not kept."""

from dataclasses import dataclass

from quaycrane.checks.severity import Severity


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
        source: The line's text, by which the finding is known again when lines move.
        ignored: What asks not to tell it: a comment or a configuration; empty for what is told.
    """

    file: str
    line: int
    rule: LintRule
    observed: str
    fix: str
    source: str = ""
    ignored: str = ""
