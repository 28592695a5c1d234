"""Each unit runs once in the suite, with the network cut, for every test that looks at it."""

import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import docker
import nbformat
import pytest

from quaycrane.engine import Daemon, Engine
from quaycrane.engine.ours.labels import sweep
from quaycrane.kit import needed_here
from tests.engine.cut import run_unit, swallowed
from tests.engine.machines import Machine, copy_images, daemon_on, machine
from tests.notebooks.units import UNITS
from tests.sample import touched_units


@dataclass(frozen=True)
class Run:
    """A unit that ran from top to bottom.

    Attributes:
        unit: Its name.
        cells: Its cells, with what they showed.
        seconds: How long it took.
        meant: Where packets would have gone that left the machine.
        left: How many things it had left on the engine.
    """

    unit: str
    cells: list[Any]
    seconds: float
    meant: list[str]
    left: int


@pytest.fixture(scope="session")
def cut_off(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Machine, Daemon]]:
    """A machine whose packets go nowhere, with a daemon that holds what the units need."""
    home = tmp_path_factory.mktemp("cut")
    with machine() as inside, daemon_on(inside, home) as daemon:
        copy_images(engine, daemon, *needed_here())
        yield inside, daemon


def every_unit() -> Iterator[Any]:
    """Yield every unit; those that nobody touched take turns, where one can tell."""
    touched = touched_units()
    for unit in UNITS:
        yield pytest.param(unit, marks=() if touched is None or unit in touched else pytest.mark.sampled(2))


@pytest.fixture(scope="session", params=[*every_unit()])
def ran(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a unit after it ran; where no network can be cut, on the engine at hand."""
    place, unit = tmp_path_factory.mktemp("unit"), str(request.param)
    if not (Daemon().can_start() and shutil.which("ip")):
        engine: Engine = request.getfixturevalue("engine")
        return _run(unit, place, engine.environment)
    inside, daemon = request.getfixturevalue("cut_off")
    with swallowed(inside) as meant:
        return _run(unit, place, {"DOCKER_HOST": daemon.url}, inside.prefix, meant)


def _run(
    unit: str,
    place: Path,
    variables: dict[str, str],
    prefix: tuple[str, ...] = (),
    meant: list[str] | None = None,
) -> Run:
    client = docker.from_env(environment={**os.environ, **variables})
    sweep(client)  # of other runs that were killed
    started = time.monotonic()
    path = run_unit(unit, place, variables, prefix)
    seconds = time.monotonic() - started
    return Run(unit, nbformat.read(path, as_version=4).cells, seconds, meant or [], sweep(client))
