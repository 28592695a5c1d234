"""What a check found, as frozen data."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How a check ended."""

    PASSED = "passed"
    FAILED = "failed"
    UNCHECKED = "could not be checked"
    SKIPPED = "skipped"


@dataclass(frozen=True)
class Outcome:
    """One check's end.

    Attributes:
        name: The check's name, as in `check(folder, name)`.
        title: The property that it looks for, one sentence.
        verdict: How it ended.
        observed: The fact that decided.
        line: Where in the answer, None when no line is to blame.
        why: Why the property matters.
        fix: What to try.
        weight: Its share of the mark, against the other checks of a report.
        file: The file that it judges, as a path from where it was asked; empty where that is not told.
        waits_for: The name of the check that failed first, where it was skipped for that.
    """

    name: str
    title: str
    verdict: Verdict
    observed: str = ""
    line: int | None = None
    why: str = ""
    fix: str = ""
    weight: float = 1.0
    file: str = ""
    waits_for: str = ""
