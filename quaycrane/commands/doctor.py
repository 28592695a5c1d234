"""Says what is there, what is missing, and the command that mends it."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict

from rich.console import Console
from rich.markup import escape
from rich.table import Column, Table

from quaycrane.commands.diagnosis import Diagnosis
from quaycrane.commands.doctor_engine import engine_lines
from quaycrane.commands.doctor_machine import machine_lines
from quaycrane.engine import connect
from quaycrane.errors import as_called

_SIGNS = {"good": "[green]✓ good[/]", "poor": "[yellow]! poor[/]", "missing": "[red]✗ missing[/]"}


def diagnose() -> Iterator[Diagnosis]:
    """Look at each thing that the course needs; start and change nothing."""
    yield from engine_lines(connect(start=False))
    yield from machine_lines()


def report(console: Console, chosen: argparse.Namespace) -> int:
    """Print the diagnosis; return 0 when nothing is missing, else 1.

    Args:
        console: Where.
        chosen: Whether to print a list of the lines in JSON, as ``json``; each has ``subject``, ``state``,
            ``seen`` and ``mend``.
    """
    with console.status("Looking at the engine and at this machine"):
        lines = list(diagnose())
    if chosen.json:
        console.print_json(as_called(json.dumps([asdict(line) for line in lines])))
    else:
        console.print(_table(lines))
    return int(any(line.state == "missing" for line in lines))


def _table(lines: list[Diagnosis]) -> Table:
    table = Table(
        Column("", overflow="fold"),
        Column("", no_wrap=True),
        Column("seen", overflow="fold"),
        Column("to mend it", overflow="fold"),
    )
    for line in lines:
        table.add_row(
            line.subject, _SIGNS[line.state], escape(as_called(line.seen)), escape(as_called(line.mend))
        )
    return table
