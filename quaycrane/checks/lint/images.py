"""Judges an image by the checks that hold for any, as findings beside those of texts."""

from functools import cache

from quaycrane.checks.lint.finding import LintFinding
from quaycrane.checks.registry import known_checks
from quaycrane.checks.report import Outcome, Verdict
from quaycrane.checks.rule import Rule
from quaycrane.checks.severity import Severity
from quaycrane.errors import NoEngineError

_ERRORS = {"no-secrets-in-image"}


@cache
def image_rules() -> dict[str, Rule]:
    """Return the checks that hold for any image as rules, by name."""
    from quaycrane.checks.image.given import LOOKED_AT  # noqa: PLC0415 - loads the engine's part

    known = known_checks()
    rules = [_rule(name, known[name].title, known[name].why, known[name].fix) for name in LOOKED_AT]
    return {rule.name: rule for rule in rules}


def image_findings(reference: str) -> list[LintFinding]:
    """Return what is found in an image that the engine has.

    Raises:
        NoEngineError: There is no engine, or it stopped answering.
        QuaycraneError: There is no such image on it.
    """
    from quaycrane.checks.image.given import check_image  # noqa: PLC0415 - loads the engine's part

    return [
        _finding(reference, outcome)
        for outcome in check_image(reference).outcomes
        if outcome.verdict is not Verdict.PASSED
    ]


def _finding(reference: str, outcome: Outcome) -> LintFinding:
    if outcome.verdict is not Verdict.FAILED:
        raise NoEngineError(f"{outcome.title.rstrip('.')}: could not be checked", why=outcome.observed)
    rule = _rule(outcome.name, outcome.title, outcome.why, outcome.fix)
    return LintFinding(reference, 1, rule, outcome.observed, outcome.fix)


def _rule(name: str, title: str, why: str, fix: str) -> Rule:
    severity = Severity.ERROR if name in _ERRORS else Severity.WARNING
    name = "".join(word.capitalize() for word in name.split("-"))
    return Rule(name=name, title=title, why=why, fix=fix, severity=severity)
