"""Builds on a real engine."""

import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from quaycrane.engine import RUN_LABEL, Engine, run_name, wait_until
from quaycrane.errors import BuildError, EngineTimeoutError
from tests.interruptible import LISTENS

pytestmark = pytest.mark.engine


@pytest.fixture
def context(tmp_path: Path) -> Path:
    """A build context with one file of 1,000 bytes."""
    (tmp_path / "data").write_bytes(b"x" * 1000)
    return tmp_path


def _runs(command: str) -> bool:
    """Tell whether a process of this machine runs a command."""
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if command in path.read_bytes().replace(b"\0", b" ").decode(errors="replace"):
                return True
    return False


def test_second_build_is_cached(engine: Engine, context: Path) -> None:
    """Building again without a change runs no step."""
    dockerfile = "FROM alpine:3\nCOPY data /data\nRUN cat /data /data > /twice\n"
    engine.build(context, dockerfile=dockerfile)
    assert engine.build(context, dockerfile=dockerfile).rerun == ()


def test_cold_build_runs_and_weighs_steps(engine: Engine, context: Path) -> None:
    """A cold build tells for each step that it ran and which bytes it added."""
    dockerfile = "FROM alpine:3\nCOPY data /data\nENV A=1\nRUN cat /data /data > /twice\n"
    built = engine.build(context, dockerfile=dockerfile, no_cache=True)
    told = [(step.instruction, step.cached, step.size_bytes) for step in built.steps[1:]]
    assert told == [("COPY data /data", False, 1000), ("RUN cat /data /data > /twice", False, 2000)]
    assert all(step.seconds > 0 for step in built.steps[1:])


def test_a_build_stops_when_enough_is_seen(engine: Engine, context: Path) -> None:
    """A build that only has to show a step ends with it: nothing runs after, and no image is kept."""
    before = {image.id for image in engine.client.images.list(all=True)}
    dockerfile = "FROM alpine:3\nCOPY data /data\nRUN sleep 300\nRUN sleep 301\n"
    steps = engine.build_until(
        context, lambda seen: any("sleep 300" in step.instruction and not step.cached for step in seen),
        dockerfile=dockerfile, no_cache=True, timeout_seconds=60,
    )  # fmt: skip
    assert [(step.instruction, step.cached) for step in steps[1:3]] == [
        ("COPY data /data", False), ("RUN sleep 300", False),
    ]  # fmt: skip
    assert {image.id for image in engine.client.images.list(all=True)} == before
    wait_until(lambda: not _runs("sleep 300"), timeout_seconds=15, what="the step has ended")


def test_a_build_that_never_shows_enough_ends_by_itself(engine: Engine, context: Path) -> None:
    """Where nothing is seen that would do, all steps are told."""
    steps = engine.build_until(context, lambda _: False, dockerfile="FROM alpine:3\nRUN echo to the end\n")
    assert [step.instruction for step in steps[1:]] == ["RUN echo to the end"]


def test_image_carries_our_label(engine: Engine, context: Path) -> None:
    """What we build carries the label of this run, and goes with it."""
    image = engine.build(context, dockerfile="FROM alpine:3\nRUN echo swept > /s\n").image_id
    assert engine.client.images.get(image).labels[RUN_LABEL] == run_name()
    engine.sweep_own()
    assert image not in [found.id for found in engine.client.images.list(all=True)]


def test_failed_step_is_named(engine: Engine, context: Path) -> None:
    """A failed build names the step and holds what it printed."""
    with pytest.raises(BuildError) as caught:
        engine.build(context, dockerfile="FROM alpine:3\nRUN echo oh dear; exit 3\n")
    assert "RUN echo oh dear" in caught.value.failed_step
    assert caught.value.log == "oh dear"


def test_missing_base_is_named(engine: Engine, context: Path) -> None:
    """A base image that is nowhere to be had is named, with the way to those that are."""
    with pytest.raises(BuildError) as caught:
        engine.build(context, dockerfile="FROM quaycrane.invalid/none:1\n")
    assert "quaycrane.invalid/none:1" in caught.value.what


def test_unreadable_dockerfile_is_told(engine: Engine, context: Path) -> None:
    """A Dockerfile that BuildKit cannot read is told with the line."""
    with pytest.raises(BuildError) as caught:
        engine.build(context, dockerfile="FORM alpine:3\n")
    assert "line 1" in caught.value.why


def test_endless_build_is_stopped(engine: Engine, context: Path) -> None:
    """A build that never ends is stopped at its limit."""
    with pytest.raises(EngineTimeoutError):
        engine.build(context, dockerfile="FROM alpine:3\nRUN sleep 600\n", timeout_seconds=2)


def test_an_interrupted_build_leaves_nothing(engine: Engine, tmp_path: Path) -> None:
    """Ctrl-C in a build ends it at once: no build process, no image and no container of it is left."""
    script = (
        "from quaycrane.engine import connect\nfrom pathlib import Path\n"
        "text = 'FROM alpine:3\\nRUN sleep 4321\\n'\n"
        "told = lambda step: print(step, flush=True)\n"
        "connect(start=False).build(Path('.'), dockerfile=text, on_progress=told)"
    )
    builder = subprocess.Popen(
        [sys.executable, "-c", LISTENS + script],
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert builder.stdout
    for line in builder.stdout:
        if "sleep 4321" in line:
            break
    builder.send_signal(signal.SIGINT)
    _, said = builder.communicate(timeout=60)
    assert "KeyboardInterrupt" in said
    wait_until(lambda: not sleepers(), timeout_seconds=30, what="the step has ended")
    assert engine.sweep() == 0


def sleepers() -> list[str]:
    """Return the processes of the interrupted build."""
    found = subprocess.run(["pgrep", "-f", "sleep 4321"], capture_output=True, text=True, check=False)
    return found.stdout.split()
