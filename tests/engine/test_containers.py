"""Containers that run for as long as a block lasts."""

from contextlib import suppress

import pytest

from quaycrane.engine import Engine
from quaycrane.errors import QuaycraneError

pytestmark = pytest.mark.engine


def test_container_goes_with_its_block(engine: Engine) -> None:
    """A container is removed when its block ends, also by an error."""
    with suppress(ZeroDivisionError), engine.running("alpine:3", ["sleep", "60"]) as running:
        name = running.container.id
        raise ZeroDivisionError
    assert name not in [found.id for found in engine.client.containers.list(all=True)]


def test_taken_port_is_told(engine: Engine) -> None:
    """A port that is taken gives a clear error and leaves nothing behind."""
    before = len(engine.client.containers.list(all=True))
    with engine.running("alpine:3", ["sleep", "60"], ports=[80]) as first:
        port = int(first.address(80).rpartition(":")[2])
        with (
            pytest.raises(QuaycraneError, match="port is taken"),
            engine.running("alpine:3", ["sleep", "60"], publish={"80/tcp": ("127.0.0.1", port)}),
        ):
            pass
    assert len(engine.client.containers.list(all=True)) == before


def test_command_in_container(engine: Engine) -> None:
    """A command inside answers with what it printed, or raises with what it said."""
    with engine.running("alpine:3", ["sleep", "60"]) as running:
        assert running.run("echo", "hello") == "hello\n"
        with pytest.raises(QuaycraneError, match="no such"):
            running.run("cat", "/no such")


def test_exit_code_is_told(engine: Engine) -> None:
    """The code with which a container ended is told, and that its port is no longer published."""
    with engine.running("alpine:3", ["sh", "-c", "echo bye; exit 7"], ports=[80]) as running:
        running.container.wait()
        assert (running.exit_code, running.logs()) == (7, "bye\n")
        with pytest.raises(QuaycraneError, match="not published"):
            running.address(80)
