"""Gets an engine with the course's images, by whatever this machine allows."""

import os
from textwrap import shorten

from rich.console import Console

from quaycrane import kit
from quaycrane.engine import Daemon, Engine, Kind, connect, install, installable


def ready_engine(console: Console) -> Engine:
    """Return an engine that holds the kit; install, start and build what is missing.

    The engine is handed on to child processes in ``DOCKER_HOST`` where we started it.

    Raises:
        NoEngineError: No engine answers and none may be started; with the ways out.
    """
    engine = find_engine(console)
    with console.status("The course's images") as status:
        kit.ensure(engine, lambda told: status.update(f"Image {shorten(told, 70)}"))
    for image in kit.catalogue():
        told = kit.provenance(engine, image.reference)
        note = "stand-in" if told.stand_ins else "published"
        console.print(f"[green]✓[/] {image.reference} [dim]({note})[/]")
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
    return not (os.environ.get("DOCKER_HOST") or os.environ.get("DOCKER_CONTEXT"))
