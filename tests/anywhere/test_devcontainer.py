"""A dev container has an engine of its own, the course's environment, and Lab at the landing notebook."""

import json
import re
import shlex
from contextlib import suppress
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

from quaycrane.cli import _parser
from quaycrane.engine import Daemon, Engine, wait_until
from quaycrane.kit import project_root
from tests.pocket.pod import HOME, Pod, bare, settle

TEXT = {"type": "string"}
COMMAND = {"type": ["string", "array", "object"], "items": TEXT}
SIZE = {"type": "string", "pattern": r"^\d+([tgmk]b)?$"}
FORWARDS = ("notify", "openBrowser", "openBrowserOnce", "openPreview", "silent", "ignore")
PORT = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"onAutoForward": {"enum": list(FORWARDS)}, "label": TEXT},
}
SCHEMA = {
    "type": "object",
    "required": ["image"],
    "additionalProperties": False,
    "properties": {
        "name": TEXT,
        "image": TEXT,
        "features": {"type": "object"},
        "hostRequirements": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"cpus": {"type": "integer", "minimum": 1}, "memory": SIZE, "storage": SIZE},
        },
        "forwardPorts": {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 65535}},
        "portsAttributes": {"type": "object", "additionalProperties": PORT},
        "postCreateCommand": COMMAND,
        "postAttachCommand": COMMAND,
    },
}
"""What the published schema of devcontainer.json says of the keys that ours has."""

FOUND = json.loads((project_root() / ".devcontainer/devcontainer.json").read_text(encoding="utf-8"))

_AS_COURSE_MAKES_IT = f"""
ln -s {HOME}/env .venv
echo "$PWD" >$(echo .venv/lib/python3*/site-packages)/quaycrane.pth
touch .venv/made-from-$(cat requirements.lock pyproject.toml | sha256sum | cut -c1-16)
printf '#!/bin/sh\\nexec {HOME}/env/bin/python -m quaycrane.cli "$@"\\n' >.venv/bin/quaycrane
chmod +x .venv/bin/quaycrane
"""
_ASK = "import urllib.request; print(urllib.request.urlopen('http://127.0.0.1:{}/{}').read().decode())"


def asked(box: Pod, path: str) -> str:
    """Return what the server in it answers to somebody without a token, empty for nothing yet."""
    with suppress(AssertionError):
        return box.run(f"python -c {shlex.quote(_ASK.format(FOUND['forwardPorts'][0], path))}")
    return ""


@pytest.mark.sampled(7)
@pytest.mark.timeout(600)
def test_each_command_does_its_work(engine: Engine, tmp_path: Path) -> None:
    """On a bare Debian beside an engine the images are there, and Lab opens at what is live: everything."""
    tmp_path.chmod(0o755)
    with bare(engine, tmp_path, {str(Daemon().socket): "/var/run/docker.sock"}) as running:
        box = settle(running)
        box.run(_AS_COURSE_MAKES_IT)
        assert "alpine:3" in box.run(FOUND["postCreateCommand"])
        box.container.exec_run(
            ["sh", "-c", FOUND["postAttachCommand"]], workdir=f"{HOME}/course", detach=True
        )
        page: Any = wait_until(
            lambda: asked(box, "api/contents/welcome.ipynb"), timeout_seconds=400, what="Lab answers"
        )
        assert "jupyter-config-data" in asked(box, "lab/tree/welcome.ipynb")
    told = json.loads(page)["content"]["cells"][0]["source"]
    assert told.count("| live |") == len(list((project_root() / "source").glob("*/*.ipynb")))


def test_it_is_valid() -> None:
    """Each key is one that the schema knows, and holds what the schema wants there."""
    jsonschema_rs.validate(SCHEMA, FOUND)


def test_it_brings_an_engine_and_a_python_that_is_new_enough() -> None:
    """The engine comes by the published feature, into an image with the Python of the lock."""
    (feature,) = FOUND["features"]
    assert re.fullmatch(r"ghcr\.io/devcontainers/features/docker-in-docker:\d+", feature)
    assert FOUND["image"] == "python:3.11-bookworm"


def test_its_commands_are_the_course_s_own() -> None:
    """Each is `./course` with arguments that it takes; Lab answers at the port that is opened."""
    for name in ("postCreateCommand", "postAttachCommand"):
        program, *arguments = shlex.split(FOUND[name])
        assert program == "./course"
        _parser().parse_known_args(arguments)
    (port,) = FOUND["forwardPorts"]
    assert f"--port={port}" in shlex.split(FOUND["postAttachCommand"])
    assert FOUND["portsAttributes"][str(port)]["onAutoForward"] == "openBrowserOnce"
