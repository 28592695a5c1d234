"""Knows every check by name, runs those asked for, and those they stand on first."""

import importlib
import pkgutil
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, suppress
from dataclasses import dataclass, replace
from functools import cache
from io import StringIO
from pathlib import Path

from quaycrane.checks.answer import Answer, is_written
from quaycrane.checks.report import Outcome, Report, Verdict
from quaycrane.checks.watching import tell
from quaycrane.errors import InputError, NoEngineError, QuaycraneError, UncheckedError

NOTHING_WRITTEN = "Nothing written yet in"
"""How the observation begins where a place to answer was left as it was."""


@dataclass(frozen=True)
class Observation:
    """What a check saw.

    Attributes:
        passed: Whether the property holds.
        observed: The fact that decided.
        line: Where in the answer.
        fix: What to try, where that is more than the check itself knows.
    """

    passed: bool
    observed: str = ""
    line: int | None = None
    fix: str = ""


@dataclass(frozen=True)
class Check:
    """A property that an answer should have.

    Attributes:
        name: Its name, words with hyphens.
        title: The property as one sentence, the function's docstring.
        run: Looks; an `InputError` or `BuildError` from it is a failure, `NoEngineError` and
            `UncheckedError` are not.
        why: Why the property matters.
        fix: What to try.
        needs: Names of checks that must pass first.
        file: The file of the answer that it judges.
        stands_with: Names of checks without which passing earns nothing, where they were asked and failed.
    """

    name: str
    title: str
    run: Callable[[Answer], Observation]
    why: str = ""
    fix: str = ""
    needs: tuple[str, ...] = ()
    file: str = "Dockerfile"
    stands_with: tuple[str, ...] = ()


_PACKAGES = (
    "quaycrane.checks.behaviour",
    "quaycrane.checks.compose.rules",
    "quaycrane.checks.dockerfile.rules",
    "quaycrane.checks.image",
)
_checks: dict[str, Check] = {}


def register_check(check: Check) -> None:
    """Add a check to those that `check` knows."""
    _checks[check.name] = check


@cache
def load_checks() -> None:
    """Import every module that declares checks; they are listed nowhere else."""
    for package in _PACKAGES:
        for module in pkgutil.iter_modules(importlib.import_module(package).__path__):
            importlib.import_module(f"{package}.{module.name}")


def known_checks() -> dict[str, Check]:
    """Return every check by name, in the order of names."""
    load_checks()
    return dict(sorted(_checks.items()))


def check(folder: str | Path | Answer, *asked: str | Check) -> Report:
    """Put checks to the answer in a folder.

    Args:
        folder: The build context that holds the answer, or an answer of which something is known.
        asked: The checks, by name or made with parameters; those that they need are run first
            and not reported.

    Returns:
        A report with one outcome a check, in the order asked for.

    Raises:
        InputError: There is no check of that name.
    """
    known = known_checks()
    for name in asked:
        if isinstance(name, str) and name not in known:
            import difflib  # noqa: PLC0415 - only when somebody misspelt

            close = difflib.get_close_matches(name, known, n=3)
            raise InputError(
                f"There is no check {name!r}", fix=f"Did you mean {' or '.join(close or known)}?"
            )
    answer = folder if isinstance(folder, Answer) else _answer(Path(folder).resolve())
    return Report(tuple(_run(known[one] if isinstance(one, str) else one, answer) for one in asked))


_answers: dict[Path, tuple[str, Answer]] = {}


def _answer(folder: Path) -> Answer:
    """Return the answer in a folder; what is known of it holds until a file of it changes."""
    stamp = repr(
        sorted(
            (str(path), path.stat().st_mtime_ns, path.stat().st_size)
            for path in folder.rglob("*")
            if path.is_file() and "node_modules" not in path.parts
        )
    )
    if _answers.get(folder, ("",))[0] != stamp:
        _answers[folder] = (stamp, Answer(folder))
    return _answers[folder][1]


def _run(check: Check, answer: Answer) -> Outcome:
    if check.name not in answer.kept:
        answer.kept[check.name] = _look(check, answer)
    outcome: Outcome = answer.kept[check.name]
    if outcome.verdict is Verdict.UNCHECKED:  # an engine may come back
        del answer.kept[check.name]
    asked: list[Outcome] = [answer.kept[name] for name in check.stands_with if name in answer.kept]
    fallen = [one for one in asked if one.verdict is Verdict.FAILED]
    earns_nothing = outcome.verdict in {Verdict.PASSED, Verdict.SKIPPED}
    return _skipped(outcome, fallen[0]) if fallen and earns_nothing else outcome


def _skipped(outcome: Outcome, before: Outcome) -> Outcome:
    """Return an outcome as one that stands on another, with the cause where a line has one."""
    cause = f" {before.observed.splitlines()[0]}" if before.line and before.observed else ""
    told = f"It needs this first: {before.title}{cause}"
    root = before.waits_for or before.name
    file, line = before.file, before.line
    return replace(outcome, verdict=Verdict.SKIPPED, observed=told, file=file, line=line, waits_for=root)


@contextmanager
def _quiet() -> Iterator[None]:
    """Let nothing reach standard error: nbgrader gives no points to a cell that writes there."""
    with redirect_stderr(StringIO()), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _path_from_here(folder: Path, file: str) -> str:
    """Return a file's path from the current folder: two services of an answer may both have a Dockerfile."""
    with suppress(ValueError):
        return (folder.resolve().relative_to(Path.cwd()) / file).as_posix()
    return file


def _look(check: Check, answer: Answer) -> Outcome:
    def ended(verdict: Verdict, observed: str, line: int | None = None, fix: str = "") -> Outcome:
        advice = fix or check.fix
        return Outcome(check.name, check.title, verdict, observed, line, check.why, advice, file=file)

    file = _path_from_here(answer.folder, check.file)

    try:
        if not is_written(answer.read(check.file)):
            nothing = f"{NOTHING_WRITTEN} {check.file}"
            return ended(Verdict.FAILED, nothing, fix=f"Write your answer into {check.file}")
        for need in check.needs:
            before = _run(_checks[need], answer)
            if before.verdict is Verdict.UNCHECKED:
                return ended(Verdict.UNCHECKED, before.observed)
            if before.verdict is not Verdict.PASSED:
                return _skipped(ended(Verdict.SKIPPED, ""), before)
        tell(check.title)
        with _quiet():
            seen = check.run(answer)
    except (NoEngineError, UncheckedError) as error:
        return ended(Verdict.UNCHECKED, str(error))
    except QuaycraneError as error:
        log = getattr(error, "log", "")
        told = f"{error.what}\n{error.why}\n{log}".strip()
        return ended(Verdict.FAILED, told, getattr(error, "line", None), error.fix)
    return ended(Verdict.PASSED if seen.passed else Verdict.FAILED, seen.observed, seen.line, seen.fix)
