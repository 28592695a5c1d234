"""What the course asks of an engine, one ability a function: each raises where the engine falls short."""

import json
import subprocess
import urllib.request
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

import pytest
from docker.errors import APIError

from quaycrane.engine import RUN_LABEL, Build, Engine, docker_command, run_name, wait_until
from quaycrane.engine.connection.command import command_environment

Ability = Callable[[Engine], None]
ABILITIES: dict[str, Ability] = {}

_LABELS = {RUN_LABEL: run_name()}


def ability(check: Ability) -> Ability:
    """Add a function to `ABILITIES`, under its own name."""
    ABILITIES[check.__name__.replace("_", " ")] = check
    return check


def build(engine: Engine, dockerfile: str, **options: bool) -> Build:
    """Build with a file of 1,000 bytes named data beside the Dockerfile."""
    with TemporaryDirectory() as context:
        Path(context, "data").write_bytes(b"x" * 1000)
        return engine.build(Path(context), dockerfile=dockerfile, **options)


def docker(engine: Engine, *arguments: str, text: str = "", folder: str = "/") -> str:
    """Run the docker command against an engine; return what it printed."""
    command = [docker_command(), *arguments]
    environment = command_environment(engine.environment)
    done = subprocess.run(
        command, env=environment, input=text, cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@ability
def builds_and_records_steps(engine: Engine) -> None:
    """A cold build tells which steps ran and what they added; the next one runs none."""
    dockerfile = "FROM alpine:3\nCOPY data /data\nENV A=1\nRUN cat /data /data > /twice\n"
    cold = build(engine, dockerfile, no_cache=True)
    assert [(step.cached, step.size_bytes) for step in cold.steps[1:]] == [(False, 1000), (False, 2000)]
    assert build(engine, dockerfile).rerun == ()


@ability
def heredocs_secrets_and_cache_mounts(engine: Engine) -> None:
    """The Dockerfile of today is understood."""
    build(engine, "FROM alpine:3\nRUN --mount=type=cache,target=/c <<END\necho a > /c/a\ncp /c/a /a\nEND\n")


@ability
def linter_and_outline(engine: Engine) -> None:
    """BuildKit's own linter warns, and its outline tells what may be given."""
    dockerfile = "FROM alpine:3\nARG WHO=world\nCMD echo hello\n"
    with TemporaryDirectory() as context:
        Path(context, "Dockerfile").write_text(dockerfile)
        told = docker(engine, "buildx", "build", "--call=outline,format=json", context)
    assert json.loads(told)["args"][0]["name"] == "WHO"
    assert any("JSON arguments" in warning for warning in build(engine, dockerfile, no_cache=True).warnings)


@ability
def layers_have_one_size_everywhere(engine: Engine) -> None:
    """A layer's size is the sum of its files, whatever the image store says of itself."""
    base = sum(layer.size_bytes for layer in engine.layers("alpine:3"))
    made = build(engine, f"FROM alpine:3\nRUN mkdir /a && echo {uuid4()} > /a/b\n")
    assert sum(layer.size_bytes for layer in engine.layers(made.image_id)) - base == len(str(uuid4())) + 1


@ability
def ports_answer(engine: Engine) -> None:
    """A published port answers where the engine says."""
    with engine.running("alpine:3", ["httpd", "-f", "-p", "80", "-h", "/etc"], ports=[80]) as running:

        def page() -> bytes | None:
            with suppress(OSError), urllib.request.urlopen(f"http://{running.address(80)}/group") as answer:
                return bytes(answer.read())
            return None

        assert b"root" in wait_until(page, timeout_seconds=20, what="the page is served")


@ability
def commands_and_logs(engine: Engine) -> None:
    """A command runs inside a container, and what a container printed is read."""
    with engine.running("alpine:3", ["sh", "-c", "echo bye; sleep 60"]) as running:
        assert running.run("echo", "hello") == "hello\n"
        assert wait_until(running.logs, timeout_seconds=10, what="it printed") == "bye\n"


@ability
def memory_limit_holds(engine: Engine) -> None:
    """A container that takes more memory than it may is killed."""
    take = "dd if=/dev/zero of=/dev/null bs=400M count=1"
    with engine.running("alpine:3", ["sh", "-c", take], mem_limit="32m", memswap_limit="32m") as running:
        assert running.container.wait(timeout=60)["StatusCode"] in {1, 137}


@ability
def health_checks(engine: Engine) -> None:
    """A health check turns healthy."""
    check = {"test": ["CMD", "true"], "interval": 1_000_000_000}
    with engine.running("alpine:3", ["sleep", "60"], healthcheck=check) as running:

        def healthy() -> bool:
            running.container.reload()
            return bool(running.container.health == "healthy")

        wait_until(healthy, timeout_seconds=30, what="it is healthy")


@ability
def volumes_outlive_containers(engine: Engine) -> None:
    """What is written to a volume is there for the next container."""
    volume = engine.client.volumes.create(labels=_LABELS)
    mounts = {volume.name: {"bind": "/v"}}
    with engine.running("alpine:3", ["sh", "-c", "echo kept > /v/f"], volumes=mounts) as writer:
        writer.container.wait()
    with engine.running("alpine:3", ["sleep", "60"], volumes=mounts) as reader:
        assert reader.run("cat", "/v/f") == "kept\n"
    volume.remove()


@ability
def names_on_networks(engine: Engine) -> None:
    """Containers on one network find each other by name."""
    network = engine.client.networks.create(f"quaycrane-{uuid4().hex[:8]}", labels=_LABELS)
    name = f"web{uuid4().hex[:6]}"
    serve = ["httpd", "-f", "-p", "80", "-h", "/etc"]
    try:
        with (
            engine.running("alpine:3", serve, name=name, network=network.name),
            engine.running("alpine:3", ["sleep", "60"], network=network.name) as other,
        ):
            fetch = f"for i in 1 2 3 4 5; do wget -qO- http://{name}/group && break; sleep 1; done"
            assert "root" in other.run("sh", "-c", fetch)
    finally:
        network.remove()


@ability
def compose(engine: Engine) -> None:
    """Compose brings services up, waits until they are healthy, and takes them down."""
    model = (
        "services:\n  web:\n    image: alpine:3\n    command: httpd -f -p 80\n    init: true\n"
        "    healthcheck: {test: [CMD, wget, -qO-, 'http://127.0.0.1/etc/group'], interval: 1s}\n"
    )
    with TemporaryDirectory() as folder:
        project = ["compose", "--project-name", f"qc{uuid4().hex[:8]}", "--file", "-"]
        try:
            docker(engine, *project, "up", "--detach", "--wait", text=model, folder=folder)
        finally:
            docker(engine, *project, "down", "--volumes", "--timeout=1", text=model, folder=folder)


@ability
def removing_in_the_wrong_order(engine: Engine) -> None:
    """An image below a running container is kept, even from force; a stopped one keeps its files."""
    image = build(engine, f"FROM alpine:3\nRUN echo {uuid4()} > /made-here\n").image_id
    with engine.running(image, ["sleep", "60"], init=True) as user:
        with pytest.raises(APIError, match="is being used by running container"):
            engine.client.images.remove(image, force=True)
        assert user.exit_code is None
        user.container.stop(timeout=1)
        engine.client.images.remove(image, force=True)
        _, told = user.container.get_archive("/made-here")
        assert told
        assert told["size"]


@ability
def a_writable_layer(engine: Engine) -> None:
    """What a container writes is in its own layer and not in the image."""
    before = engine.layers("alpine:3")
    with engine.running("alpine:3", ["sleep", "60"]) as writer:
        writer.run("dd", "if=/dev/urandom", "of=/written", "bs=5000000", "count=1")
        listed = engine.client.api.containers(size=True, filters={"id": writer.container.id})[0]
        assert [change["Path"] for change in writer.container.diff()] == ["/written"]
    assert f"{listed['SizeRw'] / 1e6:.1f}" == "5.0", listed["SizeRw"]
    assert engine.layers("alpine:3") == before


@ability
def nothing_is_left(engine: Engine) -> None:
    """What we made is found by its label and goes."""
    build(engine, f"FROM alpine:3\nRUN echo {uuid4()} > /s\n")
    assert engine.sweep_own() > 0
    left = engine.client.images.list(all=True, filters={"label": f"{RUN_LABEL}={run_name()}"})
    assert left == []
