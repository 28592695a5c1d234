"""`%docker` and `%%docker` in a real shell, on a real engine."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core import oinspect

from quaycrane.engine import RUN_LABEL, Engine, docker_command, run_name
from quaycrane.notebook import session

Printed = pytest.CaptureFixture[str]
pytestmark = pytest.mark.engine


@pytest.fixture(autouse=True)
def _on_engine(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The suite's engine as the notebook's, which is swept afterwards."""
    monkeypatch.setattr(session, "_found", [engine])
    yield
    engine.sweep_own()


def run(shell: Any, printed: Printed, cell: str) -> str:
    """Run a cell; return what it printed, and see that nothing went to standard error."""
    shell.run_cell(cell)
    told = printed.readouterr()
    assert told.err == ""
    return str(told.out).removesuffix("Out[0]: ")  # a terminal's prompt; a notebook shows none


def test_command_runs_and_its_output_is_text(shell: Any, capsys: Printed) -> None:
    """What a command prints is shown once, and can be kept under a name."""
    assert run(shell, capsys, "said = %docker run --rm alpine:3 echo hello") == "hello\n"
    assert shell.user_ns["said"] == "hello"
    assert shell.user_ns["_exit_code"] == 0
    assert run(shell, capsys, "%docker run --rm alpine:3 echo hello").count("hello") == 1


def test_variables_are_filled_in(shell: Any, capsys: Printed, engine: Engine) -> None:
    """A container that the SDK made is removed by its attribute in a command line."""
    shell.user_ns["made"] = engine.client.containers.create("alpine:3", "true")
    assert run(shell, capsys, "%docker rm {made.id}").startswith(shell.user_ns["made"].id)


@pytest.mark.parametrize(
    ("command", "code", "words"),
    [
        ("run --rm alpine:3 sh -c 'exit 7'", 7, "the command in the container ended so"),
        ("run --rm alpine:3 nosuch", 127, "no such command in the image"),
        ("run --rm alpine:3 /etc", 126, "it is no program"),
        ("run --nosuch alpine:3", 125, "the engine refused"),
        ("run --rm --init alpine:3 sh -c 'kill -9 $$'", 137, "killed (128 + 9)"),
        ("run --rm --init alpine:3 sh -c 'kill -TERM $$'", 143, "SIGTERM"),
        ("run --rm --init alpine:3 sh -c 'kill -ABRT $$'", 134, "SIGABRT (128 + 6)"),
        ("rm nosuch", 1, "docker could not do it"),
    ],
)
def test_code_is_told_in_words(shell: Any, capsys: Printed, command: str, code: int, words: str) -> None:
    """An exit code other than 0 is told with its meaning; the notebook goes on."""
    outcome = shell.run_cell(f"%docker {command}")
    told = capsys.readouterr()
    assert outcome.success
    assert (told.err, shell.user_ns["_exit_code"]) == ("", code)
    assert f"(exit code {code}: " in told.out
    assert words in told.out


def test_cell_of_commands(shell: Any, capsys: Printed, engine: Engine) -> None:
    """Each line of a cell runs, after itself; what they make is ours."""
    shell.user_ns["name"] = engine.name("cell")
    cell = "%%docker\nvolume create {name}\n# look\nvolume inspect \\\n  --format '{{json .Labels}}' {name}"
    told = run(shell, capsys, cell)
    assert f"$ docker volume create {{name}}\n{engine.name('cell')}\n" in told
    assert f'"{RUN_LABEL}":"{run_name()}"' in told


def test_cell_is_read_by_its_command(shell: Any, capsys: Printed) -> None:
    """With a command in the first line the rest is its input: a Dockerfile, a script."""
    built = run(shell, capsys, "%%docker build -t quaycrane-magic -\nFROM alpine:3\nRUN echo hello\n")
    assert "[2/2] RUN echo hello" in built
    assert "named quaycrane-magic" in built
    assert "[internal]" not in built
    assert run(shell, capsys, "%%docker run -i --rm alpine:3 sh\necho typed\n") == "typed\n"


def test_build_tells_its_bytes(shell: Any, capsys: Printed) -> None:
    """The last line says what each step added to the base."""
    dockerfile = "FROM alpine:3\nRUN head -c 2000000 /dev/zero > /zeros\n"
    built = run(shell, capsys, f"%%docker build -t quaycrane-magic -\n{dockerfile}")
    assert built.splitlines()[-1] == "added by its steps: [2/2] 2.0 MB"


@pytest.mark.parametrize(
    ("cell", "what"),
    [
        ("%docker run -it alpine:3 sh", "`-t` asks for a terminal"),
        ("%docker exec -it x sh", "`-t` asks for a terminal"),
        ("%docker attach x", "`attach` joins your terminal"),
        ("%docker login", "`login` asks for a name and a password"),
        ("%docker stats", "`stats` draws over its own lines"),
        ("%docker system prune", "`system prune` asks before it removes"),
        ("%docker compose rm", "`compose rm` asks before it removes"),
        ("%docker ps | wc", "the shell's"),
        ("%docker", "Nothing to run"),
        ("%%docker\n# nothing\n", "Nothing to run"),
    ],
)
def test_what_needs_a_terminal_says_so(shell: Any, capsys: Printed, cell: str, what: str) -> None:
    """A command that waits for a terminal ends in a sentence with the way to do it."""
    assert not shell.run_cell(cell).success
    told = capsys.readouterr().out
    assert what in told
    assert "fix: " in told
    assert "Traceback" not in told


@pytest.mark.parametrize(
    "command", ["run -dit alpine:3 sh", "stats --no-stream", "compose rm --force --help"]
)
def test_what_needs_none_is_not_refused(shell: Any, command: str) -> None:
    """A container in the background may have a terminal of its own, and one look is no endless drawing."""
    assert shell.run_cell(f"%docker {command}").success
    assert shell.user_ns["_exit_code"] == 0


def test_compose_is_of_this_notebook(shell: Any, capsys: Printed, engine: Engine) -> None:
    """A Compose file from the cell comes up as a project of this notebook's own."""
    cell = (
        "%%docker compose -f - up -d\nservices: {one: {image: 'alpine:3', command: sleep 60, init: true}}\n"
    )
    told = run(shell, capsys, cell)
    assert re.search(r"^Up: one started, \S+ s$", told, re.MULTILINE)
    (container,) = engine.client.containers.list(filters={"label": "com.docker.compose.service=one"})
    assert container.labels["com.docker.compose.project"].startswith(f"{Path.cwd().name}-qc")


def test_help_is_there(shell: Any) -> None:
    """`%docker?` tells how it is used."""
    told = oinspect.getdoc(shell.find_line_magic("docker"))
    assert "%%docker build" in told
    assert "{container.id}" in told


def test_absent_command_is_told(shell: Any, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine without `docker` says how to get it."""
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.setattr(Path, "exists", lambda _: False)
    docker_command.cache_clear()
    try:
        assert not shell.run_cell("%docker ps").success
    finally:
        docker_command.cache_clear()
    assert "fix: Install docker-cli" in capsys.readouterr().out


def test_other_ways_reach_the_same_engine(shell: Any, capfd: Printed, engine: Engine) -> None:
    """After `start()`, `docker.from_env()`, `!docker` and `%%bash` reach the notebook's engine."""
    expected = engine.client.info()["ID"]
    shell.run_cell("from quaycrane.notebook import start\nstart()")
    shell.run_cell('import docker\nprint(docker.from_env().info()["ID"])')
    shell.run_cell("!docker info --format {{{{.ID}}}}")
    shell.run_cell("%%bash\ndocker info --format '{{.ID}}'")
    assert capfd.readouterr().out.count(expected) == 3
