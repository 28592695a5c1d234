"""Builds, starts and stops the pocket engine."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from quaycrane import kit
from quaycrane.commands.kit_progress import bar, fetch_kit
from quaycrane.engine import Engine, connect_pocket, source_entry
from quaycrane.errors import QuaycraneError, as_called
from quaycrane.pocket import Pocket, build_guest

_FIRST_UNITS = 3


def run_pocket(console: Console, chosen: argparse.Namespace) -> int:
    """Do what `quaycrane pocket ACTION` asks for; return the exit code."""
    pocket = Pocket()
    match chosen.action:
        case "stop":
            console.print("Stopped." if pocket.stop() else "The pocket engine was not running.")
        case "status":
            console.print(_status(pocket))
        case "build":
            build(console, pocket, chosen.names, chosen.archive)
        case _:
            if not pocket.place.built and chosen.action == "up":
                build(console, pocket, chosen.names, chosen.archive)
            start(console, pocket)
    return 0


def start(console: Console, pocket: Pocket, *, keep: bool = False) -> Engine:
    """Start it with a bar, and say what answers.

    Raises:
        NoEngineError: It was not built, there is no room, or it ended.
    """
    with _bar(console, "starting the pocket engine") as (progress, task):
        pocket.start(lambda told, part: progress.update(task, description=told, completed=part), keep=keep)
    engine = connect_pocket(pocket)
    console.print(f"[green]✓[/] {engine.describe()}")
    return engine


def build(console: Console, pocket: Pocket, names: list[str], archive: Path | None) -> None:
    """Build it, and put images onto its disk.

    Args:
        console: Where to tell of it.
        pocket: The pocket engine.
        names: Images, or units whose images are meant; none means those of the first three.
        archive: Where to take them from; None for a registry, or recipes.

    Raises:
        QuaycraneError: What it needs cannot be had, or it does not start.
    """
    references = [image.reference for image in kit.chosen(*(names or _first_units()))]
    pocket.stop()
    with console.status("Building the pocket engine") as status:
        disk = build_guest(pocket.place, _source(), status.update)
    baking = Pocket(pocket.place, disk)
    try:
        engine = start(console, baking, keep=True)
        if archive:
            with bar(console, "opening the archive") as progress:
                kit.load(engine, archive, references, on_progress=progress.tell, on_bytes=progress.count)
        fetch_kit(console, engine, references)
        engine.client.close()
    finally:
        baking.stop()
    (pocket.place.home / "images").write_text("\n".join(references))
    disk.rename(pocket.place.disk)
    size_mb = pocket.place.disk.stat().st_blocks * 512 / 1e6
    console.print(f"[green]✓[/] Built with {', '.join(references)}: {size_mb:.0f} MB, {pocket.place.disk}")


def _source() -> str:
    """Return the apt source of Debian's Engine at this archive; empty on Ubuntu, which has its own."""
    with suppress(QuaycraneError):
        return source_entry()
    return ""


def _first_units() -> list[str]:
    units = sorted(path.name for path in (kit.project_root() / "source").iterdir())
    return units[:_FIRST_UNITS]


def _status(pocket: Pocket) -> str:
    if pid := pocket.pid():
        return f"Runs (pid {pid}) at {pocket.url()}, for whom the keys in {pocket.place.keys} are"
    if pocket.place.built:
        return as_called(f"Built in {pocket.place.home}, and does not run: ./course pocket")
    return as_called("Not built: ./course pocket build")


@contextmanager
def _bar(console: Console, text: str) -> Iterator[tuple[Progress, TaskID]]:
    columns = (TextColumn("{task.description}"), BarColumn(bar_width=20), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as progress:
        yield progress, progress.add_task(text, total=1)
