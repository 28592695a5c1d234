"""The real `docker` command, run as a person would."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from docker import errors

from quaycrane.engine import RUN_LABEL, Engine, run_name, wait_until
from quaycrane.engine.compose.projects import project_name, sweep_projects

pytestmark = pytest.mark.engine

INTERRUPTED = """
import signal
import sys
from quaycrane.engine import connect
signal.signal(signal.SIGINT, signal.default_int_handler)
engine = connect(start=False)
try:
    engine.docker(sys.argv[1:], lambda text: print(text, end="", flush=True))
except KeyboardInterrupt:
    print("INTERRUPTED", [one.name for one in engine.client.containers.list()], flush=True)
"""


def run(engine: Engine, line: str, typed: str | None = None) -> tuple[int, str]:
    """Run a command line; return its code and what it printed."""
    told: list[str] = []
    code = engine.docker(line.split(), told.append, typed=typed)
    return code, "".join(told)


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("run --rm alpine:3 echo hello", 0, "hello"),
        ("run --rm alpine:3 ls /nosuch", 1, "No such file"),
        ("run --rm alpine:3 nosuch", 127, "executable file not found"),
        ("run --rm --nosuch alpine:3", 125, "unknown flag"),
        ("nosuch", 1, "unknown command"),
    ],
)
def test_code_and_words_come_back(engine: Engine, line: str, code: int, words: str) -> None:
    """The exit code and all that was printed, to either stream, come back."""
    told = run(engine, line)
    assert (told[0], words in told[1]) == (code, True), told


def test_lines_come_as_they_are_printed(engine: Engine) -> None:
    """A line is told when it is printed, and not only when the command has ended."""
    came: list[tuple[float, str]] = []
    script = "echo first; sleep 2; printf no-end; sleep 2; echo; echo last"
    words = ["run", "--rm", "alpine:3", "sh", "-c", script]
    engine.docker(words, lambda text: came.append((time.monotonic(), text)))
    times = {text.strip(): at for at, text in came}
    assert times["no-end"] - times["first"] > 1
    assert times["last"] - times["no-end"] > 1


def test_what_is_typed_is_read(engine: Engine) -> None:
    """Text is given to the command as its standard input; without one it finds the end at once."""
    assert run(engine, "run -i --rm alpine:3 cat", "typed") == (0, "typed")
    assert run(engine, "run -i --rm alpine:3 cat") == (0, "")


@pytest.mark.parametrize(
    ("line", "list_of"),
    [
        ("create --name {} alpine:3", "containers"),
        ("run --name {} alpine:3 true", "containers"),
        ("volume create {}", "volumes"),
        ("run --rm -v {}:/data alpine:3 true", "volumes"),
        ("network create {}", "networks"),
        ("build -t {} -", "images"),
    ],
)
def test_what_a_command_makes_is_ours(engine: Engine, line: str, list_of: str) -> None:
    """Containers, volumes, networks and images that a command makes carry our label, and go."""
    name = engine.name("test")
    assert run(engine, line.format(name), "FROM alpine:3\nRUN true\n")[0] == 0
    kind = getattr(engine.client, list_of)
    attrs = kind.get(name).attrs
    told = attrs.get("Labels") or attrs["Config"]["Labels"]
    assert told[RUN_LABEL] == run_name()
    assert engine.sweep_own() >= 1
    with pytest.raises(errors.NotFound):
        kind.get(name)


def test_refused_run_leaves_no_volume(engine: Engine) -> None:
    """Where the engine refuses a container, the volume that was made for it goes again."""
    name = engine.name("refused")
    assert run(engine, f"run --nosuch -v {name}:/data alpine:3")[0] == 125
    assert run(engine, f"run -v {name}:/data --user nobody:nosuch -w relative alpine:3")[0] == 125
    with pytest.raises(errors.NotFound):
        engine.client.volumes.get(name)
    engine.sweep_own()


def test_project_is_ours_by_its_name(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A Compose project has a name of this run's; a sweep of it takes all that it made."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Dockerfile").write_text("FROM alpine:3\nRUN true\n")
    (tmp_path / "compose.yaml").write_text(
        "services: {one: {build: ., command: sleep 60, init: true, volumes: ['data:/d', '/anonymous']}}\n"
        "volumes: {data: }\n"
    )
    before = {one.id for one in engine.client.volumes.list()}
    code, told = run(engine, "compose up -d")
    assert code == 0, told
    project = project_name(tmp_path)
    assert f"{project}-one-1" in told
    assert run(engine, "compose down")[0] == 0
    assert run(engine, "compose up -d")[0] == 0
    assert sweep_projects(engine.client, "another:1:2:run") == 0
    assert engine.sweep_own() == 5  # and the anonymous volume that `down` left
    assert {one.id for one in engine.client.volumes.list()} == before
    assert engine.client.images.list(filters={"label": f"com.docker.compose.project={project}"}) == []


@pytest.mark.parametrize(
    "words",
    [
        ["run", "alpine:3", "sleep", "600"],
        ["run", "--rm", "alpine:3", "sh", "-c", "trap '' INT TERM; echo deaf; sleep 600; sleep 1"],
        ["logs", "--follow", "{}"],
    ],
)
def test_interruption_ends_all(engine: Engine, words: list[str]) -> None:
    """Ctrl-C ends the command and the container that it ran, also one that does not hear; others run on."""
    kept = engine.client.containers.run("alpine:3", "sleep 600", detach=True)
    command = [sys.executable, "-c", INTERRUPTED, *(word.format(kept.name) for word in words)]
    before = {one.id for one in engine.client.containers.list()}
    child = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    count = len(before) + (words[0] == "run")
    wait_until(
        lambda: len(engine.client.containers.list()) == count and _command_of(child.pid),
        timeout_seconds=60,
        what="it runs",
    )
    child.send_signal(signal.SIGINT)
    told, _ = child.communicate(timeout=60)
    assert "INTERRUPTED" in told
    assert str(kept.name) in told
    assert {one.id for one in engine.client.containers.list()} == before
    engine.sweep_own()
    engine.sweep()


def _command_of(pid: int) -> bool:
    """Return whether a process has started `docker`."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    commands = [Path(f"/proc/{child}/cmdline") for child in children]
    return any(b"docker" in command.read_bytes() for command in commands if command.exists())
