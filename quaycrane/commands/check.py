"""Judges Dockerfiles and Compose files for anyone: findings as text, JSON, SARIF or annotations."""

import json
import os
import sys
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from quaycrane.checks.lint.rules import rules_called
from quaycrane.checks.lint.run import Judge, Run
from quaycrane.checks.lint.settings import Configuration
from quaycrane.checks.severity import Severity
from quaycrane.commands.check_targets import Targets, targets_of
from quaycrane.commands.check_text import summary, write_failure, write_text
from quaycrane.errors import QuaycraneError

CLEAN, FOUND, NOT_RUN = 0, 1, 2
"""The exit codes."""


def check(chosen: Namespace) -> int:
    """Run the command; return 0 when nothing was found, 1 when something was, 2 when it could not run."""
    try:
        if chosen.explain:
            from quaycrane.commands.explain import explain  # noqa: PLC0415 - only what is asked for

            sys.stdout.write(f"{explain(chosen.explain)}\n")
            return CLEAN
        run = _run(chosen)
    except QuaycraneError as error:
        write_failure(error.what, error.why, error.fix, aside=chosen.format != "text")
        return NOT_RUN
    _WRITERS[chosen.format](run)
    return FOUND if run.findings else CLEAN


def _run(chosen: Namespace) -> Run:
    judge = Judge(
        Configuration(heeded=not chosen.strict),
        dict(os.environ),
        frozenset(rule.name for name in chosen.ignore for rule in rules_called(name)),
        Severity(chosen.level) if chosen.level else None,
        chosen.strict,
    )
    targets = targets_of(chosen.targets or ["."], chosen.stdin_name, judge.configuration)
    return _judged(judge, targets)


def _judged(judge: Judge, targets: Targets) -> Run:
    run = Run(left_out=targets.files.left_out)
    for path, findings in judge.all(list(targets.files.judged)):
        run.add(findings, judge.level(path))
    if targets.typed:
        run.add(judge.text(targets.typed), judge.level(targets.typed.path))
    for reference in targets.images:
        from quaycrane.checks.lint.images import image_findings  # noqa: PLC0415 - loads the engine's part

        run.add(judge.heeded(image_findings(reference), Path()), judge.level(Path()))
    return run


def _write_json(run: Run) -> None:
    from quaycrane.checks.lint.render_data import as_json  # noqa: PLC0415 - only what is asked for

    _write(json.dumps(as_json(run), indent=2, ensure_ascii=False))


def _write_sarif(run: Run) -> None:
    from quaycrane.checks.lint.render_sarif import as_sarif  # noqa: PLC0415 - only what is asked for

    _write(json.dumps(as_sarif(run, _version()), indent=2, ensure_ascii=False))


def _write_github(run: Run) -> None:
    from quaycrane.checks.lint.render_data import as_github  # noqa: PLC0415 - only what is asked for

    if run.findings:
        _write(as_github(run.findings))
    sys.stderr.write(f"{summary(run)}\n")


def _write(text: str) -> None:
    """Write what a program reads: no colour, no wrapping."""
    sys.stdout.write(f"{text}\n")


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version  # noqa: PLC0415 - only for SARIF

    try:
        return version("quaycrane")
    except PackageNotFoundError:  # run from its folder, not installed
        return "0"


_WRITERS: dict[str, Callable[[Run], None]] = {
    "text": write_text,
    "json": _write_json,
    "sarif": _write_sarif,
    "github": _write_github,
}
