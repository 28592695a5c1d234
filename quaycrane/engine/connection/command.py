"""Finds the `docker` command that has BuildKit's front end, and runs it for an engine."""

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

from quaycrane.errors import NoCommandError
from quaycrane.pocket import Place


@cache
def docker_command() -> str:
    """Return the path of a `docker` command with the buildx plugin.

    Raises:
        NoCommandError: There is none.
    """
    own = str(Place().command)  # what the pocket engine brings
    places = [shutil.which("docker"), "/usr/bin/docker", "/usr/local/bin/docker", own]
    for place in dict.fromkeys(path for path in places if path and Path(path).exists()):
        asked = subprocess.run([place, "buildx", "version"], capture_output=True, check=False)  # noqa: S603
        if asked.returncode == 0:
            return place
    raise NoCommandError(
        "There is no docker command with buildx",
        why="BuildKit is driven through it; the Python SDK cannot",
        fix="Install docker-cli and docker-buildx (Debian), or Docker Desktop",
    )


def command_environment(extra: dict[str, str]) -> dict[str, str]:
    """Return the environment in which the `docker` command talks to one engine.

    Args:
        extra: What names that engine, see `Candidate.environment`.
    """
    environment = {key: value for key, value in os.environ.items() if key != "DOCKER_CONTEXT"}
    # Without an id of its own the command would ask where it runs, and attestations would
    # make an index of what is one image.
    environment |= {"DOCKER_CLI_HINTS": "false", "BUILDX_NO_DEFAULT_ATTESTATIONS": "1"}
    # The engine's own builder, whichever the learner chose: another sees none of the engine's images.
    environment["BUILDX_BUILDER"] = extra.get("DOCKER_CONTEXT", "default")
    return environment | extra
