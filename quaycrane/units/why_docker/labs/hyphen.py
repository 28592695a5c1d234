"""Asks for the program that the notes start: `docker-compose`, with a hyphen."""

import shutil
import subprocess

_SECONDS = 20


def hyphen(program: str = "docker-compose") -> str:
    """Return a sentence: what answers under the old name on this machine.

    Args:
        program: The name to look for.
    """
    path = shutil.which(program)
    if not path:
        return f"{program}: command not found (exit code 127) on this machine."
    command = [path, "version", "--short"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=False)  # noqa: S603 - the name above
    except (OSError, subprocess.TimeoutExpired) as error:
        return f"{program} is on this machine, but does not answer: {type(error).__name__}."
    version = done.stdout.strip() or f"exit code {done.returncode}"
    old = version.removeprefix("v").startswith("1.")
    what = "the old program" if old else "today's Compose under the old name"
    return f"{program} on this machine says {version}: {what}."
