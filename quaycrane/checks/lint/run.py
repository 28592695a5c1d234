"""Judges many files, and says how many, what was left out and what was not told."""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from quaycrane.checks.lint.asking import Asking
from quaycrane.checks.lint.files import is_compose
from quaycrane.checks.lint.finding import LintFinding
from quaycrane.checks.lint.rules import IS_TEXT, dockerfile_rules
from quaycrane.checks.lint.settings import Configuration
from quaycrane.checks.lint.source import NoTextError, Source, read_text
from quaycrane.checks.lint.texts import lint_text
from quaycrane.checks.severity import Severity

_WORTH_PROCESSES = 200
_COMPOSE_COSTS = 5  # as many Dockerfiles are judged in the time of one Compose file
_FILES_AT_ONCE = 10
_RANKS = list(Severity)


@dataclass
class Run:
    """What came of judging some files.

    Attributes:
        findings: What is told.
        lesser: How many findings are below the level.
        ignored: What comments and settings ask not to tell.
        judged: How many files and images were judged.
        left_out: How many files were met and not judged, by why.
    """

    findings: list[LintFinding] = field(default_factory=list)
    lesser: int = 0
    ignored: list[LintFinding] = field(default_factory=list)
    judged: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    _seen: set[tuple[str, int, str, str]] = field(default_factory=set, repr=False)

    def add(self, findings: Iterable[LintFinding], level: Severity) -> None:
        """Add what was found in one file: what is told, what is below a level, and what is ignored."""
        self.judged += 1
        for finding in findings:
            mark = finding.file, finding.line, finding.rule.name, finding.observed
            if mark in self._seen:  # an override file is judged beside the file that it lies over, too
                continue
            self._seen.add(mark)
            if finding.ignored:
                self.ignored.append(finding)
            elif _RANKS.index(finding.rule.severity) <= _RANKS.index(level):
                self.findings.append(finding)
            else:
                self.lesser += 1


@dataclass(frozen=True)
class Judge:
    """How files are judged.

    Attributes:
        configuration: What their projects ask.
        variables: What a Compose file sees beside the `.env` of its folder.
        ignore: The rules that this run does not tell, by name.
        least: The least severity that counts, None for what the projects ask.
        strict: Whether what comments ask not to tell is told all the same.
        asking: Asks Compose about what seems wrong, as long as there is time.
    """

    configuration: Configuration
    variables: Mapping[str, str]
    ignore: frozenset[str] = frozenset()
    least: Severity | None = None
    strict: bool = False
    asking: Asking = field(default_factory=Asking, compare=False)

    def all(self, paths: Sequence[Path]) -> Iterator[tuple[Path, list[LintFinding]]]:
        """Yield each file with what is found in it; many files are shared out among the processors.

        Raises:
            InputError: A settings file cannot be read.
        """
        processors = len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1
        if processors == 1 or sum(map(_cost, paths)) < _WORTH_PROCESSES:
            yield from ((path, self.file(path)) for path in paths)
            return
        from multiprocessing import get_context  # noqa: PLC0415 - only for many files

        dockerfile_rules()  # loaded once, before the processes part
        with get_context("fork").Pool(processors) as pool:
            yield from zip(paths, pool.imap(self.file, paths, _FILES_AT_ONCE), strict=True)

    def file(self, path: Path) -> list[LintFinding]:
        """Return every finding in a file.

        Raises:
            InputError: A settings file cannot be read.
        """
        try:
            source = Source(str(path), path, read_text(path), is_compose(path.name))
        except NoTextError as error:
            return self.heeded([LintFinding(str(path), error.line, IS_TEXT, error.what, error.fix)], path)
        return self.text(source)

    def text(self, source: Source) -> list[LintFinding]:
        """Return every finding in a text.

        Raises:
            InputError: A settings file cannot be read.
        """
        return self.heeded(lint_text(source, self.variables, self.asking), source.path)

    def level(self, path: Path) -> Severity:
        """Return the least severity that counts in a file.

        Raises:
            InputError: A settings file cannot be read.
        """
        return self.least or self.configuration.wishes(path).level or Severity.WARNING

    def heeded(self, findings: list[LintFinding], path: Path) -> list[LintFinding]:
        """Return findings as a project asks for them at a path: their severity, and what is ignored.

        Raises:
            InputError: A settings file cannot be read.
        """
        wishes = self.configuration.wishes(path)
        return [self._one(finding, wishes.ignore, wishes.severity) for finding in findings]

    def _one(
        self, finding: LintFinding, ignore: frozenset[str], severity: Mapping[str, Severity]
    ) -> LintFinding:
        name = finding.rule.name
        ignored = "" if self.strict else finding.ignored
        ignored = ignored or ("settings" if name in ignore else "--ignore" if name in self.ignore else "")
        rule = replace(finding.rule, severity=severity[name]) if name in severity else finding.rule
        return replace(finding, rule=rule, ignored=ignored)


def _cost(path: Path) -> int:
    return _COMPOSE_COSTS if is_compose(path.name) else 1
