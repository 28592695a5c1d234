"""A dev container has an engine of its own, the course's environment, and Lab at the landing notebook."""

import json
import re
import shlex

import jsonschema_rs

from quaycrane.cli import _parser
from quaycrane.kit import project_root

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
