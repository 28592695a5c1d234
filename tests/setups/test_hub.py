"""Students of a JupyterHub have an engine each, which goes with their server, as the page says."""

import json
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quaycrane import kit
from quaycrane.engine import RUN_LABEL, Engine, wait_until
from tests.pocket.pod import HOME
from tests.setups.accounts import Machine, machine
from tests.setups.page import section

_CELL = """
import io, json, os, subprocess, urllib.request
import docker
from quaycrane.engine import connect, wait_until
client = docker.from_env()
with open("Dockerfile", "w") as file:
    file.write("FROM alpine:3\\nRUN echo {name} > /who\\nCMD sleep 600\\n")
subprocess.run(["docker", "build", "-q", "-t", "mine", "."], check=True, capture_output=True)
own = client.containers.run("mine", name="{name}-was-here", detach=True)
def served():
    httpd = ["sh", "-c", "mkdir /p; echo moin >/p/index.html; exec httpd -f -p 8000 -h /p"]
    with connect().running("alpine:3", httpd, ports=[8000]) as running:
        return wait_until(lambda: page(running), timeout_seconds=60, what="it answers")
def page(running):
    try:
        return urllib.request.urlopen(f"http://{{running.address(8000)}}/").read().decode()
    except OSError:
        return ""
print(json.dumps([
    [one.name for one in client.containers.list()],
    os.environ["DOCKER_HOST"],
    served(),
    [os.getuid(), own.exec_run(["cat", "/who"]).output.decode().strip()],
]))
"""


@pytest.fixture
def hub(engine: Engine) -> Iterator[Machine]:
    """A machine on which the hub of the page runs."""
    kit.ensure(engine, ["02-images-and-containers"])
    kit.ensure_slot(engine, lambda _: None)
    with machine(engine) as here:
        first, settings, last = section("JupyterHub, an engine for each student")
        here.run(first.text)
        here.write(settings.path, settings.text)
        here.write("student.py", Path(__file__).with_name("student.py").read_text(encoding="utf-8"))
        begin(here, last.text)
        try:
            yield here
        except BaseException:
            sys.stderr.write(here.run("grep -v 'GET /hub/api/users' hub.log | tail -60"))
            raise
        finally:
            here.run("pkill -TERM -f [q]uaycrane.hub.keeper || true")
            wait_until(lambda: not slots(engine, here), timeout_seconds=60, what="no slot is left")


def begin(here: Machine, command: str) -> None:
    """Start the hub, and wait until it answers."""
    here.container.exec_run(
        ["bash", "-lc", f"exec {command.strip()} >>hub.log 2>&1"], workdir="/root", detach=True
    )

    def answers() -> bool:
        asked = (
            "import requests; requests.get('http://127.0.0.1:8000/hub/login', timeout=5).raise_for_status()"
        )
        code = here.container.exec_run([f"{HOME}/env/bin/python", "-c", asked]).exit_code
        return bool(code == 0)

    wait_until(answers, timeout_seconds=120, what="the hub answers")


def student(here: Machine, name: str, cell: str) -> str:
    """Let a student log in and run a cell."""
    return here.run(f"python student.py {name} {name}-secret {shlex.quote(cell)}")


def slots(engine: Engine, here: Machine) -> list[Any]:
    """Return the slots that processes of that machine opened."""
    here.container.reload()
    host = here.container.attrs["Config"]["Hostname"]
    found = engine.client.containers.list(all=True, filters={"label": RUN_LABEL}, ignore_removed=True)
    return [one for one in found if one.labels[RUN_LABEL].startswith(f"{host}:")]


@pytest.mark.engine
@pytest.mark.sampled(2)
@pytest.mark.timeout(600)
def test_two_students_have_an_engine_each(engine: Engine, hub: Machine) -> None:
    """Each sees its own containers only, within limits, and nothing is left of a server that ended."""
    seen = {name: json.loads(student(hub, name, _CELL.format(name=name))) for name in ("ann", "bob")}
    for name, (names, _, served, (user, who)) in seen.items():
        assert (names, who) == ([f"{name}-was-here"], name)
        assert user != 0
        assert served == "moin\n"
    assert seen["ann"][1] != seen["bob"][1]
    bobs = Path(seen["bob"][1].removeprefix("unix://"))
    hub.run(f"su - bob -c 'test -w {bobs}'")
    hub.run(f"su - ann -c 'test -e {bobs}'", fails=True)
    limits = [one.attrs["HostConfig"] for one in slots(engine, hub)]
    assert [(one["NanoCpus"], one["PidsLimit"] > 0) for one in limits] == [(10**9, True)] * 2
    assert {one["Memory"] for one in limits} == {1_000_000_000 + 512 * 1024 * 1024}
    assert {one["NetworkMode"] for one in limits} == {"none"}
    student(hub, "ann", "stop")
    wait_until(lambda: len(slots(engine, hub)) == 1, timeout_seconds=60, what="Ann's slot is gone")
    hub.run("pkill -KILL -f 'bin/python -m jupyterhub$'")
    assert len(slots(engine, hub)) == 1
    hub.run("pkill -KILL -u bob -f jupyterhub.singleuser")
    wait_until(lambda: not slots(engine, hub), timeout_seconds=60, what="Bob's slot is gone")
