"""Every unit runs with the network cut, and asks nothing of the outside."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from quaycrane.engine import Daemon, Engine, docker_command
from quaycrane.kit import needed_here
from tests.engine.conftest import exported
from tests.engine.cut import swallowed
from tests.engine.machines import Machine, daemon_on, machine
from tests.notebooks.units import UNITS, folder

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def cut_off(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Machine, Daemon]]:
    """A machine whose packets go nowhere, with a daemon that holds what the units need."""
    home = tmp_path_factory.mktemp("cut")
    with machine() as inside, daemon_on(inside, home) as daemon:
        docker = [docker_command(), "--host"]
        save = [*docker, engine.environment.get("DOCKER_HOST", os.environ.get("DOCKER_HOST", "")), "save"]
        with subprocess.Popen([*save, *needed_here()], stdout=subprocess.PIPE) as saving:
            subprocess.run(
                [*docker, daemon.url, "load"], stdin=saving.stdout, capture_output=True, check=True
            )
        yield inside, daemon


@pytest.mark.parametrize("unit", UNITS)
def test_unit_runs_with_the_network_cut(unit: str, cut_off: tuple[Machine, Daemon], tmp_path: Path) -> None:
    """A unit runs to its end, its solutions get every point, and no packet was meant for the outside.

    A packet that is swallowed is a wait: for a name, for a registry, until something gives up.
    """
    inside, daemon = cut_off
    place = tmp_path / unit
    shutil.copytree(folder(unit), place)
    (path,) = place.glob("*.ipynb")
    with exported({"DOCKER_HOST": daemon.url}), swallowed(inside) as meant:
        ran = subprocess.run(
            [*inside.prefix, Path(sys.executable).with_name("jupyter-execute"), "--inplace", path],
            capture_output=True,
            text=True,
            check=False,
        )
    assert ran.returncode == 0, ran.stderr[-3000:]
    assert meant == []
    cells = nbformat.read(path, as_version=4).cells
    for cell in cells:
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code":
            assert float(cell.outputs[-1].data["text/plain"]) == cell.metadata.nbgrader.points, cell.id
