"""Runs a `docker` command line on an engine, as a person would, and tells what it prints as it comes."""

import codecs
import os
import select
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from docker import errors

from quaycrane.engine.compose.projects import project_name
from quaycrane.engine.connection.command import command_environment, docker_command
from quaycrane.engine.ours.anonymous import note_anonymous
from quaycrane.engine.ours.labelled import make_volumes
from quaycrane.engine.ours.labels import run_labels
from quaycrane.engine.terminal.command_line import CommandLine, read_command_line
from quaycrane.engine.trouble.failures import explained

if TYPE_CHECKING:
    from quaycrane.engine.connection.connection import Connection

_REFUSED = 125
_CHUNK_BYTES = 1 << 16
_STILL_SECONDS = 0.3  # a line that has not ended after that is shown as far as it is there
_COMPOSE_GRACE_SECONDS, _GRACE_SECONDS = 15, 3


def run_live(
    engine: "Connection",
    arguments: Sequence[str],
    on_text: Callable[[str], None],
    *,
    typed: str | None = None,
) -> int:
    """Run a command line to its end; what it makes carries our label where a sub-command takes one.

    Args:
        engine: Where.
        arguments: The words behind `docker`.
        on_text: Told what it prints, to standard output and error alike, in whole lines where they come so.
        typed: What it reads from standard input; None for nothing.

    Returns:
        The code with which it ended.

    Raises:
        KeyboardInterrupt: It was interrupted; then the command and the container that it ran are stopped.
        NoEngineError: There is no engine.
        QuaycraneError: There is no docker command here.
    """
    line = read_command_line(arguments)
    with explained():
        made = make_volumes(engine.client.api, line.volumes) if line.makes_container else []
    with tempfile.TemporaryDirectory(prefix="quaycrane-run-") as folder:
        note = Path(folder, "container")
        code = _run(engine, line, note, typed, on_text)
    if code == _REFUSED:
        for name in made:
            with suppress(errors.APIError):
                engine.client.api.remove_volume(name)
    return code


def _run(
    engine: "Connection", line: CommandLine, note: Path, typed: str | None, on_text: Callable[[str], None]
) -> int:
    words = line.arguments(run_labels())
    compose = line.verb.startswith("compose")
    project = project_name(line.folder) if compose else ""
    if compose or line.verb.endswith("rm"):
        with explained():
            note_anonymous(engine.client.api, project)
    waits = line.verb in {"run", "container run"} and not line.has("-d", "--detach", "--cidfile")
    if waits:
        words.insert(words.index("run") + 1, f"--cidfile={note}")
    environment = command_environment(engine.environment) | {
        "BUILDKIT_PROGRESS": "plain",
        "COMPOSE_MENU": "0",
    }
    if compose:
        environment.setdefault("COMPOSE_PROJECT_NAME", project)
    with _started([docker_command(), *words], environment, typed) as process:
        try:
            _tell(process, on_text)
            return process.wait()
        except BaseException:
            _end(process, _COMPOSE_GRACE_SECONDS if compose else _GRACE_SECONDS)
            if note.exists():
                _stop_container(engine, note.read_text())
            raise


@contextmanager
def _started(
    command: list[str], environment: dict[str, str], typed: str | None
) -> "Iterator[subprocess.Popen[bytes]]":
    with tempfile.TemporaryFile() as source:
        source.write((typed or "").encode())
        source.seek(0)
        process = subprocess.Popen(  # noqa: S603 - a list, no shell
            command,
            bufsize=0,
            env=environment,
            stdin=source,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C comes to us alone, and we end the whole group in order
        )
        with process:
            yield process


def _tell(process: "subprocess.Popen[bytes]", on_text: Callable[[str], None]) -> None:
    """Tell what is printed in whole lines, and a part of one where it stands still."""
    if process.stdout is None:
        return
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    held = ""
    while True:
        if not select.select([process.stdout], [], [], _STILL_SECONDS if held else None)[0]:
            on_text(held)
            held = ""
            continue
        chunk = os.read(process.stdout.fileno(), _CHUNK_BYTES)
        lines, ended, held = (held + decoder.decode(chunk, final=not chunk)).rpartition("\n")
        if ended:
            on_text(lines + ended)
        if not chunk:
            if held:
                on_text(held)
            return


def _end(process: "subprocess.Popen[bytes]", grace_seconds: float) -> None:
    """End the command and all that it started, in order where they still can; a second Ctrl-C hurries."""
    for sign, patience_seconds in ((signal.SIGINT, grace_seconds), (signal.SIGTERM, 2), (signal.SIGKILL, 5)):
        with suppress(ProcessLookupError):
            os.killpg(process.pid, sign)
        with suppress(subprocess.TimeoutExpired, KeyboardInterrupt):
            process.communicate(timeout=patience_seconds)
            return


def _stop_container(engine: "Connection", container: str) -> None:
    with suppress(errors.APIError):
        engine.client.api.kill(container)


__all__ = ["run_live"]
