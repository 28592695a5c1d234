"""Builds an image with BuildKit and keeps the record of each step."""

import re
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine.command import command_environment, docker_command
from quaycrane.engine.failures import engine_gone, explain
from quaycrane.engine.labels import run_labels
from quaycrane.engine.layers import history
from quaycrane.engine.record import BuildStep, ProgressReader
from quaycrane.errors import BuildError, EngineTimeoutError, NoEngineError, QuaycraneError

if TYPE_CHECKING:
    from docker import DockerClient


_HEAD_LINES, _TAIL_LINES = 6, 8  # of a failed step: what it complained of first and last


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
    """How to build; see `Engine.build` for each."""

    dockerfile: str | None = None
    tag: str | None = None
    no_cache: bool = False
    labels: Mapping[str, str] | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
    secrets: Mapping[str, str] = field(default_factory=dict)
    timeout_seconds: float = 600
    on_progress: Callable[[str], None] | None = None


def build(client: "DockerClient", environment: dict[str, str], context: Path, options: BuildOptions) -> Build:
    """Build `context`; see `Engine.build`."""
    with tempfile.TemporaryDirectory(prefix="quaycrane-build-") as scratch:
        iid_file = Path(scratch, "iid")
        command = [
            docker_command(),
            "buildx",
            "build",
            "--progress=rawjson",
            "--load",
            f"--iidfile={iid_file}",
        ]
        labels = run_labels() if options.labels is None else options.labels
        command += [f"--label={key}={value}" for key, value in labels.items()]
        command += ["--no-cache"] if options.no_cache else []
        command += [f"--tag={options.tag}"] if options.tag else []
        command += [f"--build-arg={key}={value}" for key, value in options.arguments.items()]
        command += [
            f"--secret=id={key},src={_kept(Path(scratch, f'secret-{number}'), value)}"
            for number, (key, value) in enumerate(options.secrets.items())
        ]
        if options.dockerfile is not None:
            named = Path(scratch, "Dockerfile")
            named.write_bytes(options.dockerfile.encode())
            command += [f"--file={named}"]
        started = time.monotonic()
        reader = run_build([*command, str(context)], environment, options)
        seconds = time.monotonic() - started
        image_id = iid_file.read_text().strip()
    return Build(
        image_id, _with_sizes(client, image_id, reader), seconds, reader.context_bytes, tuple(reader.warnings)
    )


def _kept(place: Path, secret: str) -> Path:
    place.touch(mode=0o600)
    place.write_text(secret)
    return place


def run_build(command: list[str], environment: dict[str, str], options: BuildOptions) -> ProgressReader:
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
    timer = threading.Timer(options.timeout_seconds, process.terminate)
    timer.start()
    try:
        for line in process.stderr or ():
            begun = reader.feed(line)
            if begun and options.on_progress:
                options.on_progress(begun)
        code = process.wait()
    finally:
        in_time = timer.is_alive()
        timer.cancel()
        _stop(process)
    if not in_time:
        raise EngineTimeoutError(
            f"The build took longer than {options.timeout_seconds:g} s", fix="Look for a step that never ends"
        )
    if code:
        raise _failure(reader)
    return reader


def _stop(process: "subprocess.Popen[str]") -> None:
    if process.poll() is None:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(10)
        process.kill()
    if process.stderr:
        process.stderr.close()


def _failure(reader: ProgressReader) -> QuaycraneError:
    failure = reader.failure()
    said = "\n".join(reader.other[-6:]).removeprefix("ERROR: ")
    if "Cannot connect to the Docker daemon" in said or "connection reset" in said or "EOF" in said[-40:]:
        return engine_gone("The connection broke during a build")
    name, error, log = failure or ("", said, "")
    if "no space left on device" in (error + log + said).lower():
        return explain(f"no space left on device, in {name or 'the build'}")
    if missing := re.search(r"load metadata for (?:docker\.io/(?:library/)?)?(\S+)", name):
        return BuildError(
            f"The base image {missing[1]} is not on this engine, and no registry gave it",
            why=error.rpartition(": ")[2],
            fix="Mind the spelling of FROM; `quaycrane kit` lists the images that the course brings",
            failed_step=f"FROM {missing[1]}",
        )
    lines = log.strip().splitlines()
    if len(lines) > _HEAD_LINES + _TAIL_LINES:
        lines[_HEAD_LINES:-_TAIL_LINES] = ["…"]
    return BuildError(
        f"The image did not build: {name}" if name else "The image did not build",
        why=error.rpartition("failed to solve: ")[2].strip(),
        fix="Mend that instruction and build again" if name else "Mend the Dockerfile and build again",
        failed_step=name,
        log="\n".join(lines),
    )


def _with_sizes(client: "DockerClient", image_id: str, reader: ProgressReader) -> tuple[BuildStep, ...]:
    """Give the steps of the final stage the bytes of the layers that they made.

    BuildKit numbers only steps that touch files, and each makes one layer on top of the base's.
    """
    steps = reader.steps()
    if not steps:
        return steps
    made = [entry.size_bytes for entry in history(client, image_id) if entry.makes_layer]
    final = [step for step in steps if step.stage == _final_stage(steps)]
    own = [step for step in final if not step.is_base]
    sizes = dict(zip(own, made[len(made) - len(own) :], strict=False)) if len(made) >= len(own) else {}
    return tuple(replace(step, size_bytes=sizes.get(step, 0)) for step in steps)


def _final_stage(steps: tuple[BuildStep, ...]) -> str:
    numbered = [step.stage for step in steps if step.stage.startswith("stage-")]
    return max(numbered, key=lambda name: int(name.removeprefix("stage-"))) if numbered else steps[-1].stage


__all__ = ["Build", "BuildOptions", "BuildStep", "NoEngineError", "build"]
