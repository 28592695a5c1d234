"""Keeps what units show on the engine at hand, for a place where none can be had."""

import argparse
from datetime import UTC, datetime

from rich.console import Console

from quaycrane.commands.course import shown
from quaycrane.commands.run import prepared, run_copy
from quaycrane.recorded import path_of, save, take


def record_units(console: Console, chosen: argparse.Namespace) -> int:
    """Record them; return 0 when each ran. What could not run keeps the recording that it had.

    Args:
        console: Where to tell of it.
        chosen: The arguments: ``units``, ``all`` and those that name the course.

    Raises:
        InputError: No unit is named, or one that is not there.
    """
    root, names, engine = prepared(console, chosen)
    failed = 0
    for name in names:
        if (ran := run_copy(console, engine, root / "source" / name)) is None:
            failed += 1
            continue
        path = path_of(root, name)
        date = f"{datetime.now(tz=UTC):%Y-%m-%d}"
        save(path, take(ran.cells, date=date, engine=engine.describe(), folder=ran.folder))
        console.print(f"Recorded  {shown(path)}, {path.stat().st_size / 1e3:.0f} kB")
    return int(failed > 0)
