"""Everything that we make goes away, also after a crash."""

import subprocess
import sys
from pathlib import Path

import pytest

from quaycrane.engine import Engine, connect
from quaycrane.engine.ours.labels import RUN_LABEL, own_run, sweep

pytestmark = pytest.mark.engine

_CRASH = """
import os
from pathlib import Path
from quaycrane.engine import connect, run_name
engine = connect(start=False)
client = engine.client
client.containers.run("alpine:3", "sleep 600", detach=True, volumes={engine.name("data"): {"bind": "/d"}})
client.networks.create(engine.name("net"))
Path("compose.yaml").write_text(
    "services: {one: {image: 'alpine:3', command: sleep 600, volumes: [/anonymous, 'named:/n']}}\\n"
    "volumes: {named: }\\n"
)
engine.docker(["compose", "up", "-d"], print)
engine.docker(["run", "-d", "-v", engine.name("more") + ":/m", "alpine:3", "sleep", "600"], print)
print(run_name(), flush=True)
os.kill(os.getpid(), 9)
"""


def test_crashed_run_is_swept(engine: Engine, tmp_path: Path) -> None:
    """What a killed process made, by the SDK, `docker` and Compose, goes when the next one connects."""
    before = _things(engine)
    command = [sys.executable, "-c", _CRASH]
    crashed = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert crashed.returncode == -9, crashed.stderr
    assert len(_things(engine) - before) == 9  # three containers, two networks, four volumes
    connect(start=False)
    assert _things(engine) == before


def _things(engine: Engine) -> set[str]:
    """Return the ids of containers and networks and the names of volumes."""
    client = engine.client
    made = [*client.containers.list(all=True), *client.networks.list(), *client.volumes.list()]
    return {str(one.id) for one in made}


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
