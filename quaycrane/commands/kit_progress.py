"""A bar of bytes and time left, with a line of what is being done."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)

from quaycrane import kit
from quaycrane.engine import Engine


@dataclass(frozen=True)
class Bar:
    """A bar on the terminal.

    Attributes:
        progress: Rich's own.
        task: Its one line.
    """

    progress: Progress
    task: TaskID

    def tell(self, text: str) -> None:
        """Say what is being done."""
        self.progress.update(self.task, description=text[:60])

    def count(self, done_bytes: int, total_bytes: int) -> None:
        """Say how far it is."""
        self.progress.update(self.task, completed=done_bytes, total=total_bytes or None)


@contextmanager
def bar(console: Console, text: str) -> Iterator[Bar]:
    """Show a bar for as long as the block lasts."""
    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(bar_width=20),
        DownloadColumn(),
        TimeElapsedColumn(),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=console, transient=True) as progress:
        yield Bar(progress, progress.add_task(text, total=None))


def fetch_kit(console: Console, engine: Engine, names: Sequence[str] = (), **options: Any) -> None:  # noqa: ANN401 - see kit.ensure
    """Put images onto the engine, with a bar of bytes and time left; `options` are those of `kit.ensure`."""
    with bar(console, "The course's images") as progress:
        kit.ensure(engine, names, progress.tell, on_bytes=progress.count, **options)
