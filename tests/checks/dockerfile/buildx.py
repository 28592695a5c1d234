"""Asks the engine's own Dockerfile front end, through docker buildx."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

from quaycrane.engine import Engine


def call(engine: Engine, method: str, text: str, folder: Path) -> dict[str, Any] | None:
    """Return what ``--call=METHOD,format=json`` says of a Dockerfile, None where it refuses."""
    (folder / "Dockerfile").write_bytes(text.encode())
    done = _build(engine, f"--call={method},format=json", str(folder))
    try:
        found: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        return None
    return found


def export(engine: Engine, folder: Path, to: Path) -> None:
    """Build a folder and put what the image holds in another."""
    done = _build(engine, f"--output=type=local,dest={to}", str(folder))
    assert done.returncode == 0, done.stderr


def _build(engine: Engine, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["docker", "buildx", "build", *arguments],
        env={**os.environ, **engine.environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
