"""Connections from inside a container: how each ended is told apart."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from quaycrane.engine import (
    Address,
    ConnectionEnd,
    Engine,
    Running,
    addresses,
    attempts,
    observing,
    wait_until,
)

_SERVER = "import socket\ns = socket.create_server(('', 80)); held = []\nprint('ready', flush=True)\n"
_DROPS = _SERVER + "while True: s.accept()[0].close()"
_HOLDS = _SERVER + "while True: held.append(s.accept()[0])"
_ANSWERS = ["sh", "-c", "echo ready; exec httpd -f -p 80"]


@pytest.fixture(scope="module")
def boxes(engine: Engine) -> Iterator[dict[str, Running]]:
    """Containers on a network of their own, and one on no network, by name."""
    net = engine.client.networks.create(engine.fresh("reach-net"))
    python, shell = "python:3.13-slim", "alpine:3"
    asked = {
        "answers": (shell, _ANSWERS),
        "holds": (python, ["python", "-c", _HOLDS]),
        "drops": (python, ["python", "-c", _DROPS]),
    }
    try:
        with ExitStack() as stack:
            made = {
                name: stack.enter_context(
                    engine.running(image, command, name=engine.fresh(name), network=net.name)
                )
                for name, (image, command) in asked.items()
            }
            made["alone"] = stack.enter_context(engine.running(shell, _ANSWERS, network_mode="none"))
            made["elsewhere"] = stack.enter_context(engine.running(shell, _ANSWERS))
            for one in made.values():
                wait_until(one.logs, timeout_seconds=30, what="the server is ready")
                one.container.reload()
            yield made
    finally:
        net.remove()


def test_each_ending_is_told(engine: Engine, boxes: dict[str, Running]) -> None:
    """An answer, one held without a word, one dropped, a closed port, an unknown name, and silence differ."""
    (elsewhere,) = addresses(boxes["elsewhere"].container.attrs)
    targets = {
        Address(engine.name("answers"), 80): ConnectionEnd.REACHED,
        Address(engine.name("holds"), 80): ConnectionEnd.REACHED,
        Address(engine.name("drops"), 80): ConnectionEnd.RESET,
        Address("localhost", 81): ConnectionEnd.REFUSED,
        Address("no-such-neighbour", 80): ConnectionEnd.NO_NAME,
        Address(elsewhere, 80): ConnectionEnd.SILENCE,
    }
    with observing(engine, str(boxes["holds"].container.id)) as observer:
        assert dict(zip(targets, attempts(observer.beside, list(targets)), strict=True)) == targets


def test_without_a_network_there_is_no_way(boxes: dict[str, Running]) -> None:
    """A container without a network finds no name and no way to an address; many at once are all told."""
    (elsewhere,) = addresses(boxes["elsewhere"].container.attrs)
    targets = [Address("neighbour", 80), Address(elsewhere, 80)] * 20
    assert attempts(boxes["alone"], targets) == (ConnectionEnd.NO_NAME, ConnectionEnd.NO_ROUTE) * 20


def test_a_container_without_a_network_has_no_address(boxes: dict[str, Running]) -> None:
    """Its own addresses are none, not an empty one."""
    assert addresses(boxes["alone"].container.attrs) == ()
