"""Gets an engine with the course's images, by whatever this machine allows."""

import os

from rich.console import Console

from quaycrane import kit
from quaycrane.commands.kit_progress import fetch_kit
from quaycrane.engine import Daemon, Engine, Kind, connect, install, installable, names_daemon


def ready_engine(console: Console, *names: str) -> Engine:
    """Return an engine that holds images of the kit; install, start and build what is missing.

    The engine is handed on to child processes in ``DOCKER_HOST`` where we started it.

    Args:
        console: Where to tell of it.
        names: References, or units whose images are wanted; none means the whole kit.

    Raises:
        NoEngineError: No engine answers and none may be started; with the ways out.
        QuaycraneError: An image can be had in no way.
    """
    engine = find_engine(console)
    fetch_kit(console, engine, names)
    for image in kit.chosen(*names):
        console.print(f"[green]✓[/] {image.reference} [dim]({kit.state(engine, image)})[/]")
    return engine


def find_engine(console: Console) -> Engine:
    """Return the first engine that answers, after installing one where that is possible."""
    with console.status("Looking for a Docker Engine"):
        engine = connect()
    if engine.kind is Kind.NONE and not Daemon().can_start() and installable() and free_to_choose():
        with console.status("Installing Docker Engine") as status:
            install(status.update)
            status.update("Starting it")
            engine = connect()
    engine.client  # noqa: B018 - raises the error with the ways out when there is none
    console.print(f"[green]✓[/] {engine.describe()}")
    return engine


def free_to_choose() -> bool:
    """Return whether no one named an engine, so that another may be installed."""
    named = os.environ.get("DOCKER_HOST") or os.environ.get("DOCKER_CONTEXT")
    return not named or names_daemon(Daemon())
