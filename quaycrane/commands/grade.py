"""Grades a class and says what came of it."""

import argparse
from itertools import groupby

from rich.console import Console
from rich.markup import escape

from quaycrane.commands.class_table import class_notes, class_table
from quaycrane.commands.course import course_of, shown
from quaycrane.commands.handed_in import units_named
from quaycrane.commands.readiness import find_engine
from quaycrane.errors import InputError
from quaycrane.grading import (
    LATE,
    Change,
    HereWorkers,
    LocalWorkers,
    Preview,
    Summary,
    Unit,
    Workers,
    changes,
    grade,
    isolation_of,
    preview,
    standings,
    to_look_at,
)
from quaycrane.grading.checking.dask_scheduler import workers_at
from quaycrane.grading.telling.reports import course_report

_MOST_SHOWN = 60  # students in the terminal; a bigger class is in the table of marks


def run_grade(console: Console, chosen: argparse.Namespace) -> int:
    """Run it; return the exit code: 1 when somebody was not graded.

    Raises:
        InputError: There is no course, no such unit or student, or nobody handed in.
        NoSlotsError: This machine allows no slots, and `--trusted` was not given.
    """
    root = course_of(chosen)
    if chosen.workers is not None and chosen.workers < 1:
        raise InputError("There must be one worker at least", fix="For example: --workers 2")
    units = [Unit(root, name) for name in units_named(chosen, root)]
    asked = [(unit, only) for unit in units if (only := _asked(unit, chosen)) is not None]
    if not asked:
        raise InputError(f"{', '.join(chosen.student)} handed in nothing")
    if chosen.dry_run:
        for unit, only in asked:
            _show_preview(console, unit, preview(unit, only, again=chosen.regrade))
        return 0
    if any(isolation_of(unit, trusted=chosen.trusted).kind != "none" for unit, _ in asked):
        find_engine(console)
    else:
        console.print(
            "[yellow]No Docker Engine answers[/]: checks of behaviour give 0, as the settings allow"
        )
    failed = [_graded(console, unit, only, chosen) for unit, only in asked]
    if chosen.all:
        console.print(f"Class     {shown(course_report(root, [unit.name for unit in units]))}")
    return int(any(failed))


def _asked(unit: Unit, chosen: argparse.Namespace) -> list[str] | None:
    """Return who is to be graded, nobody for all; None where none of many units' students handed it in."""
    named: list[str] = chosen.student
    if not chosen.all or not named:
        return named
    return [name for name in named if unit.submitted(name).is_dir()] or None


def _graded(console: Console, unit: Unit, only: list[str], chosen: argparse.Namespace) -> bool:
    """Grade a unit and say what came of it; return whether somebody was not graded."""
    before = standings(unit) if chosen.regrade else {}
    with console.status(f"Grading {unit.name}") as status:
        summary = grade(
            unit,
            status.update,
            again=chosen.regrade,
            only=only,
            trusted=chosen.trusted,
            workers=_workers(unit, chosen),
        )
    _show(console, unit, summary)
    if chosen.regrade:
        _show_changes(console, changes(before, standings(unit)))
    return bool(summary.failures)


def _workers(unit: Unit, chosen: argparse.Namespace) -> Workers:
    isolation = isolation_of(unit, trusted=chosen.trusted)
    if chosen.scheduler:
        return workers_at(chosen.scheduler, isolation)
    return LocalWorkers(isolation, chosen.workers) if isolation.kind == "slot" else HereWorkers(isolation)


def _show(console: Console, unit: Unit, summary: Summary) -> None:
    told = class_table if len(summary.marks) <= _MOST_SHOWN else class_notes
    console.print(told(summary))
    for student, other in summary.same.items():
        console.print(f"[dim]{escape(student)} gave the answers of {escape(other)}: checked once[/]")
    looks = to_look_at(unit, summary.marks)
    if looks:
        console.print(f"\n[yellow]{len(looks)} marks to look at by hand[/], in Formgrader:")
    for (student, reason), found in groupby(looks, key=lambda look: (look.student, look.reason)):
        names = ", ".join(look.grade_id for look in found)
        console.print(f"  {escape(student)}, {escape(names)}: {escape(reason)}")
    seconds = f"{summary.seconds // 60:.0f} min {summary.seconds % 60:.0f} s"
    console.print(f"\n{len(summary.marks)} submissions in {seconds}. Marks: {shown(summary.grades)}")


def _show_changes(console: Console, found: tuple[Change, ...]) -> None:
    console.print(f"\n{len(found)} marks changed" if found else "\nNo mark changed")
    for change in found:
        then = "no mark" if change.before is None else f"{change.before:g}"
        what = "points off for lateness" if change.grade_id == LATE else change.grade_id
        console.print(f"  {escape(change.student)}, {escape(what)}: {then}, now {change.after:g}")
        for check in change.checks:
            console.print(f"    [dim]{escape(check)}[/]")


def _show_preview(console: Console, unit: Unit, told: Preview) -> None:
    console.print(f"{unit.name}: {told.submissions} submissions, {told.graded} of them graded as they are")
    console.print(f"{told.stored} were checked before and need their marks only")
    console.print(f"{told.refused} cannot be read and get 0 points with the reason")
    console.print(
        f"{told.to_check} sets of answers are to be checked; {told.same} are those of another student"
    )
    console.print("[dim]Nothing was done.[/]")
