"""Lists and fetches the images of the kit."""

import argparse
import time
from collections.abc import Callable
from contextlib import ExitStack

from rich.console import Console
from rich.markup import escape
from rich.padding import Padding
from rich.text import Text

from quaycrane import kit
from quaycrane.commands.kit_progress import bar, fetch_kit
from quaycrane.commands.readiness import find_engine
from quaycrane.engine import Engine

_SERVED = """\
Served at {at}, read-only, until you press Ctrl-C. On each machine of the class:
  quaycrane kit fetch --from {at}
The engine there must trust it, in its daemon.json: "insecure-registries": ["{at}"]
As a mirror of Docker Hub, for plain docker pull: "registry-mirrors": ["http://{at}"]"""


def run_kit(console: Console, arguments: argparse.Namespace) -> int:
    """Do what `quaycrane kit ACTION` asks for; return the exit code."""
    return _ACTIONS[arguments.action](console, find_engine(console), arguments)


def _list(console: Console, engine: Engine, _: argparse.Namespace) -> int:
    for image in kit.catalogue():
        state = kit.state(engine, image)
        size_bytes = (
            image.size_bytes if state is kit.State.ABSENT else kit.size_bytes(engine, image.reference)
        )
        look = "green" if state.ready else "yellow"
        units = " ".join(unit.partition("-")[0] for unit in image.units) or image.machinery
        size = f"{size_bytes / 1e6:.3g} MB"
        console.print(f"{image.reference:36} [{look}]{state:14}[/] {size:>8}  [dim]{units}[/]")
        console.print(Padding(Text(_told(image, state), "dim"), (0, 0, 0, 2)))
    return 0


def _told(image: kit.KitImage, state: kit.State) -> str:
    if state is kit.State.PUBLISHED:
        return f"published as {image.published}"
    return f"{image.made_of}. Differs: {image.differs}" if image.differs else image.made_of


def _fetch(console: Console, engine: Engine, arguments: argparse.Namespace) -> int:
    options = {name: getattr(arguments, name) for name in ("offline", "force", "registry")}
    fetch_kit(console, engine, arguments.names, **options)
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


def _save(console: Console, engine: Engine, arguments: argparse.Namespace) -> int:
    with bar(console, "packing") as progress:
        contents = kit.save(
            engine, arguments.file, arguments.names, force=arguments.force, on_bytes=progress.count
        )
    size_bytes = arguments.file.stat().st_size
    console.print(f"[green]✓[/] {len(contents.images)} images, {size_bytes / 1e6:.0f} MB: {arguments.file}")
    return 0


def _load(console: Console, engine: Engine, arguments: argparse.Namespace) -> int:
    with bar(console, "opening the archive") as progress:
        loaded = kit.load(
            engine,
            arguments.file,
            arguments.names,
            force=arguments.force,
            on_progress=progress.tell,
            on_bytes=progress.count,
        )
    for reference in loaded:
        console.print(f"[green]✓[/] {reference}")
    if not loaded:
        console.print("[green]✓[/] All its images are there already.")
    return 0


def _serve(console: Console, engine: Engine, arguments: argparse.Namespace) -> int:
    at = f"{kit.class_host(engine, arguments.address)}:{arguments.port}"
    console.print(f"It will be served at {at}, as soon as its images are there.", soft_wrap=True)
    try:
        with ExitStack() as stack:
            with bar(console, "starting a registry") as progress:
                stack.enter_context(
                    kit.serving(
                        engine,
                        arguments.names,
                        address=arguments.address,
                        port=arguments.port,
                        on_progress=progress.tell,
                        on_bytes=progress.count,
                    )
                )
            console.print(_SERVED.format(at=at), markup=False, soft_wrap=True)
            while True:
                time.sleep(3600)
    except KeyboardInterrupt:
        console.print("Stopped; the registry is gone.")
        return 0


def _remove(console: Console, engine: Engine, arguments: argparse.Namespace) -> int:
    done = kit.remove(engine, arguments.names)
    for reference in done.removed:
        console.print(f"[green]✓[/] {reference} is gone")
    for reference, why in done.kept.items():
        console.print(f"[yellow]-[/] {reference} stays: {escape(why)}")
    if done.removed:
        console.print("Layers may stay in the build cache, with those of others: docker builder prune")
    return 0


_ACTIONS: dict[str, Callable[[Console, Engine, argparse.Namespace], int]] = {
    "fetch": _fetch,
    "list": _list,
    "load": _load,
    "remove": _remove,
    "save": _save,
    "serve": _serve,
    "verify": _verify,
}
