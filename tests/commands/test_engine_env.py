"""`quaycrane engine env` leads a shell to the engine."""

import os
import subprocess
import sys

import pytest

from quaycrane.engine import Engine

pytestmark = pytest.mark.engine


def test_shell_reaches_the_engine(engine: Engine) -> None:
    """After the printed lines a shell's own `docker` answers, and the course finds the same engine."""
    quaycrane = f"{sys.executable} -m quaycrane.cli engine env"
    ask = 'docker info --format "{{.ID}}"'
    script = f'set -e; told="$({quaycrane})"; eval "$told"; {ask}; {quaycrane}; echo "$told"'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answered, again, first = done.stdout.strip().splitlines()
    assert answered == engine.client.info()["ID"]
    assert again == first


def test_absent_engine_is_told_on_the_other_stream() -> None:
    """Without an engine nothing is printed that a shell would run."""
    command = [sys.executable, "-m", "quaycrane.cli", "engine", "env"]
    environment = os.environ | {"DOCKER_HOST": "unix:///nowhere.sock"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (1, "")
    assert "No Docker Engine answers: DOCKER_HOST (unix:///nowhere.sock)" in done.stderr
