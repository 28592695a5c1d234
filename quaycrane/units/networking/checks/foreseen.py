"""Whether a learner foresaw who reaches whom, by what name, at which port."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import cache
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.declared import checked
from quaycrane.checks.foreseen_one import foreseen_word
from quaycrane.checks.registry import Observation
from quaycrane.checks.remembered import remembered
from quaycrane.engine import Address, ConnectionEnd, Running, addresses, attempts, wait_until

_FILE = "predictions.yaml"
_IMAGE = "alpine:3"
_SERVE, _WITHIN, _ASK = "httpd -f -p 80", "httpd -f -p 127.0.0.1:80", "sleep 300"
WORDS = {_FILE: tuple(ending.value for ending in ConnectionEnd)}


@checked(
    why="Who can tell beforehand how an attempt fails can read from a failure what is wrong",
    fix="Ask in turn: is the name known there, is there a way to the address, does something listen",
    file=_FILE,
)
def predicts(answer: Answer, of: str, case: str) -> Observation:
    """What comes of a connection {of}, {case}, is foreseen."""
    said = foreseen_word(answer, _FILE, of, case, among=WORDS[_FILE])
    known = Answer(answer.folder / "app")  # a folder of the unit's own: it holds for a whole class
    known.__dict__["text"] = repr(list(_CASES))
    happened = dict(zip(_CASES, remembered(known, "reach", _all), strict=True))[of, case]
    right = said == happened
    # What happened is the solution, so only a right prediction is told it.
    seen = f"The engine says {happened}" if right else f"You foresaw {said}; the engine did something else"
    return Observation(passed=right, observed=seen)


class _Scene:
    """Two networks of one's own and the default one, with a server on each, and who asks them."""

    def __init__(self, stack: ExitStack) -> None:
        client = engine().client
        self._stack = stack
        self._names = [engine().fresh(f"foreseen-{place}") for place in ("own", "other")]
        for name in self._names:
            network = client.networks.create(name)
            stack.callback(network.remove)
        own, other = self._names
        self.server = self._run(own, _SERVE, publish={"80/tcp": None})
        self.within = self._run(own, _WITHIN)
        self.neighbour, self.stranger = self._run(own, _ASK), self._run(other, _ASK)
        self.old, self.old_neighbour = self._run("bridge", _SERVE), self._run("bridge", _ASK)

    def _run(self, network: str, command: str, **options: Any) -> Running:  # noqa: ANN401 - the SDK's own
        place = {"network" if network in self._names else "network_mode": network}
        given: dict[str, Any] = {"init": True, "dns": ["127.0.0.1"], "mem_limit": "64m"} | place | options
        said = ["sh", "-c", f"echo ready; exec {command}"]
        running = self._stack.enter_context(engine().running(_IMAGE, said, **given))
        wait_until(running.logs, timeout_seconds=30, what="the container is ready")
        running.container.reload()
        return running


def _name(asked: Running) -> str:
    return str(asked.container.name)


def _address(asked: Running) -> str:
    return addresses(asked.container.attrs)[0]


def _host_port(asked: Running) -> int:
    return int(asked.container.attrs["NetworkSettings"]["Ports"]["80/tcp"][0]["HostPort"])


_CASES: dict[tuple[str, str], Callable[[_Scene], tuple[Running, Address]]] = {
    ("by name", "on a network that I made"): lambda on: (on.neighbour, Address(_name(on.server), 80)),
    ("by name", "on the default bridge"): lambda on: (on.old_neighbour, Address(_name(on.old), 80)),
    ("by address", "on the default bridge"): lambda on: (on.old_neighbour, Address(_address(on.old), 80)),
    ("by address", "from another network"): lambda on: (on.stranger, Address(_address(on.server), 80)),
    ("by address", "of a server on 127.0.0.1"): lambda on: (on.neighbour, Address(_address(on.within), 80)),
    ("by localhost", "of a server in the container beside"): lambda on: (
        on.neighbour,
        Address("localhost", 80),
    ),
    ("by name and published host port", "from a neighbour"): lambda on: (
        on.neighbour,
        Address(_name(on.server), _host_port(on.server)),
    ),
}


@cache
def _all() -> list[str]:
    """Return how each case ended, all of them tried at the same time, once while this process lives."""
    with ExitStack() as stack, ThreadPoolExecutor(len(_CASES)) as threads:
        scene = _Scene(stack)
        asked = [ask(scene) for ask in _CASES.values()]
        return [ending.value for (ending,) in threads.map(lambda one: attempts(one[0], [one[1]]), asked)]
