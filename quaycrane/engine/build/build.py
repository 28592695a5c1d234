"""Builds an image with BuildKit and keeps the record of each step."""

import json
import os
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine.build.failure import build_failure
from quaycrane.engine.build.frontend import with_own_frontend
from quaycrane.engine.build.onlooker import Onlooker
from quaycrane.engine.build.record import BuildStep, ProgressReader
from quaycrane.engine.build.step_sizes import with_sizes
from quaycrane.engine.build.watch import Watch, answers
from quaycrane.engine.connection.command import command_environment, docker_command
from quaycrane.engine.connection.facts import refuse_without_buildkit
from quaycrane.engine.connection.waiting import patient
from quaycrane.engine.images.weighing import gives_file_sizes
from quaycrane.engine.ours.labels import run_labels
from quaycrane.engine.trouble.failures import engine_gone
from quaycrane.errors import EngineTimeoutError

if TYPE_CHECKING:
    from quaycrane.engine.connection.connection import Connection

_GRACE_SECONDS = 10


@dataclass(frozen=True)
class Build:
    """A build that succeeded.

    Attributes:
        image_id: The image's id, ``sha256:...``.
        steps: What each instruction did, in order.
        seconds: The whole build, as the person at the prompt waits for it.
        context_bytes: What was sent of the build context; unchanged files are not sent again.
        warnings: What BuildKit's own linter said.
    """

    image_id: str
    steps: tuple[BuildStep, ...]
    seconds: float
    context_bytes: int
    warnings: tuple[str, ...]

    @property
    def rerun(self) -> tuple[BuildStep, ...]:
        """The steps after FROM that did not come from the cache."""
        return tuple(step for step in self.steps if not step.cached and not step.is_base)


@dataclass(frozen=True)
class BuildOptions:
    """How to build; see `Engine.build` for each.

    ``answers`` tells whether the engine is there still, so that a build does not wait for one that hangs;
    ``enough`` whether the steps so far say all that is asked, so that the build can stop.
    """

    dockerfile: str | None = None
    tag: str | None = None
    no_cache: bool = False
    labels: Mapping[str, str] | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    timeout_seconds: float = 600
    on_progress: Callable[[str], None] | None = None
    onlooker: Onlooker | None = None
    answers: Callable[[], bool] | None = None
    enough: Callable[[tuple[BuildStep, ...]], bool] | None = None


def build_until(engine: "Connection", context: Path, options: BuildOptions) -> tuple[BuildStep, ...]:
    """Build `context` and keep no image; see `Engine.build_until`."""
    with _prepared(engine, context, options) as (command, watched):
        reader = run_build([*command, "--output=type=cacheonly", str(context)], engine.environment, watched)
    return reader.steps()


def build(engine: "Connection", context: Path, options: BuildOptions) -> Build:
    """Build `context`; see `Engine.build`."""
    with _prepared(engine, context, options) as (command, watched), tempfile.TemporaryDirectory() as folder:
        metadata = Path(folder, "told.json")
        command += ["--load", f"--metadata-file={metadata}"]
        started = time.monotonic()
        reader = run_build([*command, str(context)], engine.environment, watched)
        seconds = time.monotonic() - started
        # An image's id is its manifest's digest on the containerd store, and its configuration's elsewhere.
        image_id = json.loads(metadata.read_text())["containerimage.digest"]
    steps = with_sizes(engine.client, image_id, reader.steps())
    if options.onlooker:
        known = gives_file_sizes(engine.client)  # else each layer would be read for it
        options.onlooker.made(tuple(step.size_bytes for step in steps) if known else ())
    return Build(image_id, steps, seconds, reader.context_bytes, tuple(reader.warnings))


@contextmanager
def _prepared(
    engine: "Connection", context: Path, options: BuildOptions
) -> Iterator[tuple[list[str], BuildOptions]]:
    """Give the command, without output and context, for as long as the files live that it names."""
    refuse_without_buildkit(engine.client)
    with tempfile.TemporaryDirectory(prefix="quaycrane-build-") as scratch:
        command = [docker_command(), "buildx", "build", "--progress=rawjson"]
        labels = run_labels() if options.labels is None else options.labels
        command += [f"--label={key}={value}" for key, value in labels.items()]
        command += ["--no-cache"] if options.no_cache else []
        command += [f"--tag={options.tag}"] if options.tag else []
        command += [f"--build-arg={key}={value}" for key, value in options.arguments.items()]
        command += [
            f"--secret=id={key},src={_kept(Path(scratch, f'secret-{number}'), value)}"
            for number, (key, value) in enumerate(options.secrets.items())
        ]
        text = _dockerfile(context) if options.dockerfile is None else options.dockerfile
        if text is not None:
            named = Path(scratch, "Dockerfile")
            named.write_bytes(with_own_frontend(text).encode())
            command += [f"--file={named}"]
        yield command, replace(options, answers=options.answers or partial(answers, engine.client))


def _dockerfile(context: Path) -> str | None:
    """Return the text of a context's own Dockerfile where it is not to be taken as it is, else None."""
    try:
        text = Path(context, "Dockerfile").read_bytes().decode()
    except (OSError, UnicodeDecodeError):
        return None
    return text if with_own_frontend(text) != text else None


def _kept(place: Path, secret: str) -> Path:
    place.touch(mode=0o600)
    place.write_text(secret)
    return place


def run_build(command: list[str], environment: dict[str, str], options: BuildOptions) -> ProgressReader:
    """Run a command of buildx to its end and read its stream.

    Args:
        command: With ``--progress=rawjson``.
        environment: What names the engine.
        options: Of these, ``timeout_seconds``, ``on_progress``, ``onlooker``, ``answers`` and ``enough``.

    Raises:
        BuildError: A step failed.
        EngineTimeoutError: It took too long.
        NoEngineError: The engine stopped answering.
    """
    reader = ProgressReader()
    process = subprocess.Popen(  # noqa: S603 - a list, no shell
        command,
        env=command_environment(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,  # Ctrl-C comes to us alone, and we stop the build in order
    )
    with Watch(partial(_end, process), options.timeout_seconds, options.answers) as watch:
        try:
            for line in process.stderr or ():
                begun = reader.feed(line)
                if options.onlooker:
                    options.onlooker.see(reader.seen)
                if begun and options.on_progress:
                    options.on_progress(begun)
                if begun and options.enough and options.enough(reader.steps()):
                    return reader
            code = process.wait()
        finally:
            _end(process)
            if process.stderr:
                process.stderr.close()
    if watch.engine_gone:
        raise engine_gone("It did not answer for half a minute, in the middle of a build")
    if watch.too_late:
        raise EngineTimeoutError(
            f"The build took longer than {patient(options.timeout_seconds):g} s",
            fix="Look for a step that never ends",
        )
    if code:
        raise build_failure(reader)
    return reader


def _end(process: "subprocess.Popen[str]") -> None:
    """End the command and its plugin, in order where they still can."""
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(_GRACE_SECONDS)
            return
        if os.name == "posix":
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        process.kill()


__all__ = ["Build", "BuildOptions", "BuildStep", "Onlooker", "build", "build_until", "run_build"]
