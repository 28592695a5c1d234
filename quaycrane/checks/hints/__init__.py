"""Tells more of a failed check, one level at a time: what was seen, where to look, a small example."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from quaycrane.checks.outcome import Outcome

__all__ = ["LEVELS", "Hint", "hints_for"]

LEVELS = ("What was seen", "Where to look", "An example on another application")
"""What each level tells, in the order in which it is told."""

_GENERAL = {"Dockerfile": "builds", "compose.yaml": "stack-comes-up", "predictions.yaml": "predicts"}


@dataclass(frozen=True)
class Hint:
    """What is told at one level.

    Attributes:
        title: Which level it is.
        words: In words; empty at the level of the example.
        example: Lines of a file or of commands, empty at the others.
    """

    title: str
    words: str = ""
    example: str = ""


def hints_for(outcome: Outcome, text: str = "") -> tuple[Hint, Hint, Hint]:
    """Return the hints on a check that failed, the least telling first; none of them is the solution.

    Args:
        outcome: The check's end.
        text: The file that it judged, whose line is then shown; empty where that is not at hand.
    """
    look, example = _known(outcome)
    seen, where, shown = LEVELS
    return (
        Hint(seen, _seen(outcome, text)),
        Hint(where, f"{outcome.fix}. {look}" if outcome.fix and outcome.fix not in look else look),
        Hint(shown, example=example),
    )


def _seen(outcome: Outcome, text: str) -> str:
    said = outcome.observed or outcome.title
    if not outcome.line:
        return said
    lines = text.splitlines()
    there = lines[outcome.line - 1].strip() if outcome.line <= len(lines) else ""
    quoted = f": {there}" if there and there not in said else ""
    return f"{said}\nIn line {outcome.line} of {outcome.file or 'the file'}{quoted}"


def _known(outcome: Outcome) -> tuple[str, str]:
    name = outcome.name.partition("(")[0]
    known = _written() | _of_rules()
    general = _GENERAL.get(Path(outcome.file).name, "builds")
    return known.get(name) or known[general]


@cache
def _written() -> dict[str, tuple[str, str]]:
    told = tomllib.loads(Path(__file__).with_name("hints.toml").read_text(encoding="utf-8"))
    return {name: (hint["look"], hint["example"].strip()) for hint in told["hint"] for name in hint["checks"]}


@cache
def _of_rules() -> dict[str, tuple[str, str]]:
    from quaycrane.checks.lint.rules import lint_rules  # noqa: PLC0415 - loads every rule

    return {
        rule.check_name: (f"{rule.why}.", f"# not so\n{rule.bad.strip()}\n\n# but so\n{rule.good.strip()}")
        for rule in lint_rules().values()
        if rule.good
    }
