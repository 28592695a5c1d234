"""Everything that we make goes away, also after a crash."""

import subprocess
import sys

import pytest

from quaycrane.engine import Engine
from quaycrane.engine.labels import RUN_LABEL, own_run, sweep

pytestmark = pytest.mark.engine

_CRASH = """
import os
from quaycrane.engine import connect
engine = connect(start=False)
from quaycrane.engine import run_name
labels = {"io.quaycrane.run": run_name()}
engine.client.containers.create("alpine:3", "sleep 600", labels=labels).start()
engine.client.volumes.create(labels=labels)
engine.client.networks.create("quaycrane-crash", labels=labels)
print(run_name(), flush=True)
os.kill(os.getpid(), 9)
"""


def test_crashed_run_is_swept(engine: Engine) -> None:
    """What a killed process left is removed by the next sweep, without being asked for by name."""
    crashed = subprocess.run([sys.executable, "-c", _CRASH], capture_output=True, text=True, check=False)
    run = crashed.stdout.strip()
    assert crashed.returncode == -9
    assert engine.sweep() >= 3
    left: dict[str, str | list[str] | bool] = {"label": f"{RUN_LABEL}={run}"}
    assert engine.client.containers.list(all=True, filters=left) == []
    assert engine.client.volumes.list(filters=left) == []


def test_living_run_is_left_alone(engine: Engine) -> None:
    """A sweep of crashed runs leaves what a living process made, and what carries no label."""
    mine = engine.client.volumes.create(labels={RUN_LABEL: own_run("test")})
    other = engine.client.volumes.create()
    try:
        engine.sweep()
        names = [volume.name for volume in engine.client.volumes.list()]
        assert mine.name in names
        assert other.name in names
        assert sweep(engine.client, own_run("test")) == 1
    finally:
        other.remove()
