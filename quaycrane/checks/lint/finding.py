"""What is said of a text: the rule, and the place where it is not kept."""

from dataclasses import dataclass

from quaycrane.checks.rule import Rule


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
    rule: Rule
    observed: str
    fix: str
    source: str = ""
    ignored: str = ""
