"""Lists and fetches the images of the kit."""

import argparse
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from quaycrane import kit
from quaycrane.commands.kit_progress import bar
from quaycrane.engine import Engine


def run_kit(console: Console, arguments: argparse.Namespace) -> int:
    """Do what `quaycrane kit ACTION` asks for; return the exit code."""
    from quaycrane.commands.readiness import find_engine  # noqa: PLC0415 - which fetches through this module

    return _ACTIONS[arguments.action](console, find_engine(console), arguments)


def fetch_kit(
    console: Console, engine: Engine, names: Sequence[str] = (), *, offline: bool = False, force: bool = False
) -> None:
    """Put images onto the engine, with a bar of bytes and time left."""
    with bar(console, "The course's images") as progress:
        kit.ensure(
            engine,
            names,
            progress.tell,
            on_bytes=progress.count,
            offline=offline,
            force=force,
        )


def _list(console: Console, engine: Engine, _: argparse.Namespace) -> int:
    for image in kit.catalogue():
        state = kit.state(engine, image)
        size_bytes = (
            image.size_bytes if state is kit.State.ABSENT else kit.size_bytes(engine, image.reference)
        )
        look = "green" if state.ready else "yellow"
        units = " ".join(unit.partition("-")[0] for unit in image.units)
        size = f"{size_bytes / 1e6:.3g} MB"
        console.print(f"{image.reference:36} [{look}]{state:14}[/] {size:>8}  [dim]{units}[/]")
        console.print(Padding(Text(_told(image, state), "dim"), (0, 0, 0, 2)))
    return 0


def _told(image: kit.KitImage, state: kit.State) -> str:
    if state is kit.State.PUBLISHED:
        return f"published as {image.published}"
    return f"{image.made_of}. Differs: {image.differs}" if image.differs else image.made_of


def _fetch(console: Console, engine: Engine, arguments: argparse.Namespace) -> int:
    fetch_kit(console, engine, arguments.names, offline=arguments.offline, force=arguments.force)
    for image in kit.chosen(*arguments.names):
        console.print(f"[green]✓[/] {image.reference} [dim]({kit.state(engine, image)})[/]")
    return 0


def _verify(console: Console, engine: Engine, arguments: argparse.Namespace) -> int:
    failed = 0
    for image in kit.chosen(*arguments.names):
        if not kit.state(engine, image).ready:
            console.print(
                f"[yellow]-[/] {image.reference:36} not there: quaycrane kit fetch {image.reference}"
            )
            failed += 1
            continue
        with console.status(f"Trying {image.reference}"):
            seen = kit.smoke(engine, image)
        failed += not seen.passed
        sign = "[green]✓[/]" if seen.passed else "[red]✗[/]"
        console.print(f"{sign} {seen.reference:36} {seen.seconds:5.1f} s  [dim]{escape(seen.seen)}[/]")
    return int(failed > 0)


_ACTIONS: dict[str, Callable[[Console, Engine, argparse.Namespace], int]] = {
    "fetch": _fetch,
    "list": _list,
    "verify": _verify,
}
