"""Writes what a run found for a person; without rich, which takes longer to load than to judge."""

import os
import sys
from collections import Counter
from collections.abc import Iterator

from quaycrane.checks.lint.finding import LintFinding
from quaycrane.checks.lint.run import Run
from quaycrane.checks.render import plain
from quaycrane.checks.severity import Severity

_CODES = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.NOTE: "36"}
_BOLD, _DIM, _GREEN, _RED = "1", "2", "32", "31"


def write_text(run: Run) -> None:
    """Write what was found, and how much was judged, left out and ignored."""
    lines = [line for finding in run.findings for line in _told(finding)]
    sys.stdout.write("".join(f"{line}\n" for line in (*lines, *_summary(run))))


def write_failure(what: str, *more: str, aside: bool) -> None:
    """Write why nothing could be judged.

    Args:
        what: What happened.
        more: Why, and what to do next.
        aside: Whether a program reads standard output.
    """
    out = sys.stderr if aside else sys.stdout
    out.write("".join(f"{line}\n" for line in (_painted(f"✗ {plain(what)}", _RED), *filter(None, more))))


def _told(finding: LintFinding) -> Iterator[str]:
    severity = finding.rule.severity
    place = _painted(f"{plain(finding.file)}:{finding.line}", _BOLD)
    yield f"{place} {_painted(severity.value, _CODES[severity])} {finding.rule.name}"
    yield f"    {plain(finding.observed)}"
    yield _painted(f"    Try: {plain(finding.fix)}", _DIM)


def _summary(run: Run) -> Iterator[str]:
    if run.findings:
        counts = Counter(finding.rule.severity for finding in run.findings)
        counted = ", ".join(_counted(counts[one], one.value) for one in Severity if counts[one])
        yield f"\n{counted}. Why: quaycrane check --explain {run.findings[0].rule.name}"
    else:
        yield f"{_painted('✓', _GREEN)} Nothing found."
    yield f"{_counted(run.judged, 'file')} judged{_listed(', {} left out', run.left_out)}."
    if run.ignored:
        by = Counter(finding.ignored for finding in run.ignored)
        yield f"{_counted(len(run.ignored), 'finding')} ignored{_listed('', by)}: --strict tells all."
    if run.lesser:
        yield f"{_counted(run.lesser, 'lesser finding')} not shown: --level note"


def summary(run: Run) -> str:
    """Return how much was judged, left out and ignored, for a log."""
    return "\n".join(_summary(run)).strip()


def _listed(words: str, counts: Counter[str]) -> str:
    listed = ", ".join(f"{why} {count}" for why, count in sorted(counts.items()))
    return f"{words.format(counts.total())} ({listed})" if counts else ""


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _painted(text: str, code: str) -> str:
    coloured = sys.stdout.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"
    return f"\x1b[{code}m{text}\x1b[0m" if coloured or "FORCE_COLOR" in os.environ else text
