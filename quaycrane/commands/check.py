"""Judges Dockerfiles and Compose files for anyone: findings as text, JSON, SARIF or annotations."""

import json
import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Sequence
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from quaycrane.checks import lint
from quaycrane.checks.lint import LintFinding
from quaycrane.checks.render import plain
from quaycrane.checks.render_lint import as_github, as_json
from quaycrane.checks.render_sarif import as_sarif
from quaycrane.checks.severity import Severity
from quaycrane.commands.check_image import image_findings, may_be_image
from quaycrane.commands.explain import explain, find_rule
from quaycrane.errors import InputError, QuaycraneError

CLEAN, FOUND, NOT_RUN = 0, 1, 2
"""The exit codes."""

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_RANKS = list(Severity)


def check(console: Console, chosen: Namespace) -> int:
    """Run the command; return 0 when nothing was found, 1 when something was, 2 when it could not run."""
    try:
        if chosen.explain:
            console.print(explain(chosen.explain), markup=False, soft_wrap=True)
            return CLEAN
        ignored = {find_rule(name).name for name in chosen.ignore}
        findings = [finding for finding in _findings(chosen.targets) if finding.rule.name not in ignored]
    except QuaycraneError as error:
        told = Console(stderr=chosen.format != "text", highlight=False)
        told.print(f"[red]✗ {escape(plain(error.what))}[/]", soft_wrap=True)
        told.print(*(line for line in (error.why, error.fix) if line), sep="\n", markup=False, soft_wrap=True)
        return NOT_RUN
    least = _RANKS.index(Severity(chosen.level))
    counted = [finding for finding in findings if _RANKS.index(finding.rule.severity) <= least]
    _WRITERS[chosen.format](console, counted, len(findings) - len(counted))
    return FOUND if counted else CLEAN


def _findings(targets: Sequence[str]) -> list[LintFinding]:
    paths: dict[Path, None] = {}
    images: dict[str, None] = {}
    for target in targets or ["."]:
        if Path(target).is_dir():
            paths |= dict.fromkeys(_files(Path(target)))
        elif Path(target).exists() or not may_be_image(target):
            paths[Path(target)] = None
        else:
            images[target] = None
    found = [finding for path in paths for finding in lint.lint(path, os.environ)]
    return found + [finding for image in images for finding in image_findings(image)]


def _files(folder: Path) -> list[Path]:
    found = lint.files_of(folder)
    if not found:
        raise InputError(
            f"There is no Dockerfile and no Compose file in {folder}",
            fix="Name one: quaycrane check path/to/Dockerfile",
        )
    return found


def _write_text(console: Console, findings: list[LintFinding], hidden: int) -> None:
    for finding in findings:
        severity = finding.rule.severity
        place = escape(f"{plain(finding.file)}:{finding.line}")
        console.print(
            f"[bold]{place}[/] [{_COLOURS[severity]}]{severity.value}[/] {finding.rule.name}", soft_wrap=True
        )
        console.print(f"    {plain(finding.observed)}", markup=False, soft_wrap=True)
        console.print(f"    Try: {plain(finding.fix)}", markup=False, soft_wrap=True, style="dim")
    if findings:
        counts = Counter(finding.rule.severity for finding in findings)
        told = ", ".join(_counted(counts[one], one.value) for one in Severity if counts[one])
        console.print(f"\n{told}. Why: quaycrane check --explain {findings[0].rule.name}", soft_wrap=True)
    else:
        console.print("[green]✓[/] Nothing found.")
    if hidden:
        console.print(f"{_counted(hidden, 'lesser finding')} not shown: --level note")


def _counted(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"


def _write_json(_: Console, findings: list[LintFinding], __: int) -> None:
    _write(json.dumps(as_json(findings), indent=2, ensure_ascii=False))


def _write_sarif(_: Console, findings: list[LintFinding], __: int) -> None:
    _write(json.dumps(as_sarif(findings, _version()), indent=2, ensure_ascii=False))


def _write_github(_: Console, findings: list[LintFinding], __: int) -> None:
    if findings:
        _write(as_github(findings))


def _write(text: str) -> None:
    """Write what a program reads: no colour, no wrapping."""
    sys.stdout.write(f"{text}\n")


def _version() -> str:
    try:
        return version("quaycrane")
    except PackageNotFoundError:  # run from its folder, not installed
        return "0"


_WRITERS: dict[str, Callable[[Console, list[LintFinding], int], None]] = {
    "text": _write_text,
    "json": _write_json,
    "sarif": _write_sarif,
    "github": _write_github,
}
