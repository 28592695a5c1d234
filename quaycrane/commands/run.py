"""Runs units from top to bottom on the engine at hand, and tells what they used and showed."""

import argparse
import os
import tempfile
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import nbformat
from nbclient.exceptions import CellExecutionError
from rich.console import Console
from rich.markup import escape
from rich.table import Table

from quaycrane.commands.course import course_of, shown
from quaycrane.commands.readiness import find_engine, ready_engine
from quaycrane.commands.units import units
from quaycrane.course import Evidence, Verdict, claims, claims_page, evidence
from quaycrane.course.running import Ran, run_notebook
from quaycrane.engine import Engine
from quaycrane.errors import InputError
from quaycrane.kit import needed_by


def run_units(console: Console, chosen: argparse.Namespace) -> int:
    """Run them; return 0 when each ran, left nothing, and showed what it is to show.

    Args:
        console: Where to tell of it.
        chosen: The arguments: ``units``, ``all`` and those that name the course.

    Raises:
        InputError: No unit is named, or one that is not there.
    """
    root, names, engine = prepared(console, chosen)
    ran = {name: one for name in names if (one := run_copy(console, engine, root / "source" / name))}
    evidences = {name: [*evidence(one.cells, claims(name))] for name, one in ran.items()}
    console.print(_table(ran, evidences))
    if chosen.all and len(ran) == len(names):
        page = root / "docs" / "claims.md"
        page.parent.mkdir(exist_ok=True)
        titles = {_title(root, name): one for name, one in evidences.items()}
        date = f"{datetime.now(tz=UTC):%Y-%m-%d}"
        told = claims_page(titles, date=date, engine=engine.describe())
        page.write_text(f"{told}\n{_taken(ran)}", encoding="utf-8")
        console.print(f"Claims    {shown(page)}")
    verdicts = {one.verdict for own in evidences.values() for one in own}
    left = sum(one.left for one in ran.values())
    return int(len(ran) < len(names) or Verdict.NOT_SHOWN in verdicts or left > 0)


def prepared(console: Console, chosen: argparse.Namespace) -> tuple[Path, tuple[str, ...], Engine]:
    """Return the course, the units that a command line names, and an engine with their images.

    Raises:
        InputError: No unit is named, or one that is not there.
    """
    root = course_of(chosen)
    names = _chosen(chosen, units(root))
    images = needed_by(names)
    return root, names, ready_engine(console, *images) if images else find_engine(console)


def _chosen(chosen: argparse.Namespace, known: tuple[str, ...]) -> tuple[str, ...]:
    names = known if chosen.all else tuple(chosen.units)
    if not names:
        raise InputError("No unit is named", fix=f"Name one of {', '.join(known)}, or give --all")
    if unknown := next((name for name in names if name not in known), ""):
        raise InputError(f"There is no unit {unknown}", fix=f"There is {', '.join(known)}")
    return names


def run_copy(console: Console, engine: Engine, source: Path) -> Ran | None:
    """Run a unit in a copy of its folder; tell of a cell that failed, and return None then."""
    with tempfile.TemporaryDirectory() as folder, console.status(source.name) as status:
        try:
            ran = run_notebook(engine, Path(copytree(source, Path(folder, source.name))), status.update)
        except CellExecutionError as error:
            console.print(f"[red]✗[/] {source.name}: {escape(f'{error.ename}: {error.evalue}')}")
            return None
    console.print(f"[green]✓[/] {source.name}: {ran.seconds:.0f} s")
    return ran


def _table(ran: Mapping[str, Ran], evidences: Mapping[str, list[Evidence]]) -> Table:
    table = Table("Unit", box=None)
    for heading in ("Seconds", "Most memory", "Claims shown", "Left"):
        table.add_column(heading, justify="right")
    for name, one in ran.items():
        held = sum(own.verdict is not Verdict.NOT_SHOWN for own in evidences[name])
        claimed = f"{held} of {len(evidences[name])}"
        table.add_row(name, f"{one.seconds:.0f}", f"{one.most_bytes / 1e6:.0f} MB", claimed, str(one.left))
    return table


def _taken(ran: Mapping[str, Ran]) -> str:
    """Return the page's last part: what each unit took."""
    minutes = sum(one.seconds for one in ran.values()) / 60
    rows = "".join(
        f"| {name} | {one.seconds:.0f} | {one.most_bytes / 1e6:.0f} MB |\n" for name, one in ran.items()
    )
    return (
        f"## What the units took\n\n{minutes:.0f} minutes in all, on {os.cpu_count()} processors, with the "
        f"images there.\n\n| Unit | Seconds | Most memory |\n|---|---:|---:|\n{rows}"
    )


def _title(root: Path, name: str) -> str:
    """Return a unit's number and the title that its notebook has."""
    (path,) = (root / "source" / name).glob("*.ipynb")
    first = nbformat.read(path, as_version=4).cells[0].source.split("\n")[0]
    return f"{name.partition('-')[0]} {first.removeprefix('# ')}"
