"""Every unit runs with the network cut, and asks nothing of the outside."""

from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from quaycrane.engine import Daemon, Engine
from quaycrane.kit import needed_here
from tests.engine.cut import run_unit, swallowed
from tests.engine.machines import Machine, copy_images, daemon_on, machine
from tests.notebooks.units import UNITS

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def cut_off(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Machine, Daemon]]:
    """A machine whose packets go nowhere, with a daemon that holds what the units need."""
    home = tmp_path_factory.mktemp("cut")
    with machine() as inside, daemon_on(inside, home) as daemon:
        copy_images(engine, daemon, *needed_here())
        yield inside, daemon


@pytest.mark.parametrize("unit", UNITS)
def test_unit_runs_with_the_network_cut(unit: str, cut_off: tuple[Machine, Daemon], tmp_path: Path) -> None:
    """A unit runs to its end, its solutions get every point, and no packet was meant for the outside.

    A packet that is swallowed is a wait: for a name, for a registry, until something gives up.
    """
    inside, daemon = cut_off
    with swallowed(inside) as meant:
        ran = run_unit(unit, tmp_path, {"DOCKER_HOST": daemon.url}, inside.prefix)
    assert meant == []
    for cell in nbformat.read(ran, as_version=4).cells:
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code":
            assert float(cell.outputs[-1].data["text/plain"]) == cell.metadata.nbgrader.points, cell.id
