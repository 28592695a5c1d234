"""Asks the `docker compose` command how it reads a file; no engine is needed for that."""

import json
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from quaycrane.errors import InputError, QuaycraneError

_PATIENCE_SECONDS = 20
_MEMORY_KIB = 3_000_000
_LIMITED = ("sh", "-c", f'ulimit -v {_MEMORY_KIB} 2>/dev/null; exec "$@"', "sh")
_NEEDED = ("PATH", "HOME", "SYSTEMROOT")
_NO_REMOTE = {"COMPOSE_EXPERIMENTAL_GIT_REMOTE": "0", "COMPOSE_EXPERIMENTAL_OCI_REMOTE": "0"}


@cache
def compose_command() -> tuple[str, ...]:
    """Return how `docker compose` is called on this machine, empty where it cannot be.

    Returns:
        The path of `docker` and the word `compose`.
    """
    place = shutil.which("docker")
    if place:
        asked = subprocess.run([place, "compose", "version"], capture_output=True, check=False)  # noqa: S603
        if asked.returncode == 0:
            return place, "compose"
    return ()


def compose_config(
    folder: Path,
    *,
    files: Sequence[Path] = (),
    text: str = "",
    environment: Mapping[str, str] | None = None,
    project: str = "",
) -> dict[str, Any]:
    """Return the model that `docker compose config` makes, with every profile on.

    The command reads the files that the text names (`env_file`, `extends`, `include`), wherever they are,
    and tells what is in them. So text of someone who is not trusted may name none, or the command runs
    where there are none but theirs.

    Args:
        folder: The project's folder, to which paths are relative.
        files: The files, later ones over earlier ones; none for the usual names in `folder`.
        text: What to read in place of files.
        environment: The only variables that the text can see beside PATH and HOME, and no `.env`
            file; None for those of this process and the `.env` of the folder.
        project: The project's name, empty for what the text or the folder says.

    Raises:
        InputError: Compose refuses the text.
        QuaycraneError: There is no `docker compose`, or it does not end.
    """
    options = ["--project-directory", str(folder), "--profile", "*"]
    options += [part for file in files for part in ("--file", str(file))]
    options += ["--file", "-"] if text else []
    options += ["--project-name", project] if project else []
    with tempfile.NamedTemporaryFile("w", suffix=".env", encoding="utf-8") as file:
        if environment is not None:
            file.write(_env_file(environment))
            file.flush()
            options += ["--env-file", file.name]
        done = _run([*options, "config", "--format", "json"], folder, text, alone=environment is not None)
    if done.returncode:
        raise InputError("Docker Compose refuses the file", why=_complaint(done.stderr))
    model: dict[str, Any] = _unescaped(json.loads(done.stdout))
    return model


def _unescaped(value: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return what the command printed with `$$` as the `$` that it stands for."""
    if isinstance(value, str):
        return value.replace("$$", "$")
    if isinstance(value, list):
        return [_unescaped(item) for item in value]
    if isinstance(value, dict):
        return {_unescaped(key): _unescaped(item) for key, item in value.items()}
    return value


def _run(arguments: list[str], folder: Path, text: str, *, alone: bool) -> subprocess.CompletedProcess[str]:
    if not compose_command():
        raise QuaycraneError(
            "There is no `docker compose`", fix="Install docker-compose (Debian), or Docker Desktop"
        )
    seen = {name: os.environ[name] for name in _NEEDED if name in os.environ} if alone else dict(os.environ)
    try:
        return _limited([*compose_command(), *arguments], folder, text, seen | _NO_REMOTE)
    except subprocess.TimeoutExpired:
        why = f"It had not answered after {_PATIENCE_SECONDS} seconds"
        raise QuaycraneError("`docker compose config` did not end", why=why) from None
    except OSError as error:
        raise QuaycraneError("`docker compose config` did not start", why=str(error)) from None


def _limited(
    command: list[str], folder: Path, text: str, environment: Mapping[str, str]
) -> subprocess.CompletedProcess[str]:
    """Run a command that reads text of others: with so much memory, for so long, and nothing of it stays.

    `docker compose` is two processes, and ending the first would leave the second: both are in a session
    of their own, which is ended as a whole.
    """
    with subprocess.Popen(  # noqa: S603 - a command of ours
        [*(_LIMITED if os.name == "posix" else ()), *command],
        cwd=folder,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    ) as running:
        try:
            printed, complained = running.communicate(text, _PATIENCE_SECONDS)
        except BaseException:
            end_all(running)
            raise
    return subprocess.CompletedProcess(command, running.returncode, printed, complained)


def end_all(running: subprocess.Popen[str]) -> None:
    """End a command that leads a session of its own, and all that it started."""
    if os.name == "posix":
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
    else:
        running.kill()


def _env_file(variables: Mapping[str, str]) -> str:
    """Return variables as a file: as its own environment they could change what the command does."""
    marks = str.maketrans({"\\": "\\\\", '"': '\\"', "$": "\\$", "\n": "\\n"})
    named = {name: value for name, value in variables.items() if not name.startswith("COMPOSE_")}
    return "".join(f'{name}="{value.translate(marks)}"\n' for name, value in named.items())


def _complaint(printed: str) -> str:
    """Return what the command said last, without its warnings."""
    lines = [line for line in printed.splitlines() if line.strip() and not line.startswith("time=")]
    return "\n".join(lines[-3:])
