"""Finds what many answers have in common that is wrong."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from quaycrane.checks import Outcome, Verdict
from quaycrane.checks.registry import NOTHING_WRITTEN
from quaycrane.grading.telling.reports.gather import Graded


@dataclass(frozen=True)
class CommonFinding:
    """A check that several answers fail.

    Attributes:
        title: The check's sentence.
        fix: What to try.
        why: Why it matters.
        students: Whose answers show it.
        seen: What was seen, the commonest first, with how often.
    """

    title: str
    fix: str
    why: str
    students: tuple[str, ...]
    seen: tuple[tuple[str, int], ...]


def commonest(graded: Iterable[Graded], most: int = 10) -> tuple[CommonFinding, ...]:
    """Return the failed checks with the most answers, `most` at most, each answer counted once.

    A place to answer that was left as it was shows no mistake, and is not counted.
    """
    failed: dict[tuple[str, str], dict[str, Outcome]] = {}
    for one in graded:
        for ended in one.outcomes.values():
            for outcome in ended:
                if outcome.verdict is Verdict.FAILED and not outcome.observed.startswith(NOTHING_WRITTEN):
                    one_check = failed.setdefault((outcome.name, outcome.title), {})
                    one_check.setdefault(one.mark.student, outcome)
    ordered = sorted(
        failed.values(), key=lambda one_check: (-len(one_check), next(iter(one_check.values())).title)
    )
    return tuple(_common(one_check) for one_check in ordered[:most])


def _common(by_student: dict[str, Outcome]) -> CommonFinding:
    first = next(iter(by_student.values()))
    seen = Counter(outcome.observed.partition("\n")[0] for outcome in by_student.values() if outcome.observed)
    return CommonFinding(
        first.title, first.fix, first.why, tuple(sorted(by_student)), tuple(seen.most_common(3))
    )
