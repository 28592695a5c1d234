"""Times the same server over three ways: a published port, the container's address, and host mode."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Any

from quaycrane.engine import addresses, wait_until
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from quaycrane.engine import Engine

PUBLISHED, DIRECT, HOST = "published port", "container's address", "host mode"
MODES = (PUBLISHED, DIRECT, HOST)

_IMAGE, _PORT = "python:3.13-slim", 7000
_SECONDS = 60
_LIMITS: dict[str, Any] = {"mem_limit": "128m"}

# Says its port, gives back bytes that begin with e one by one, and answers all else with a short page.
_SERVER = """\
import socketserver, sys
class Answer(socketserver.BaseRequestHandler):
    def handle(self):
        got = self.request.recv(64)
        while got[:1] == b"e":
            self.request.sendall(got)
            got = self.request.recv(64)
        if got:
            self.request.sendall(b"HTTP/1.0 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nok")
socketserver.ThreadingTCPServer.request_queue_size = 128
with socketserver.ThreadingTCPServer(("", int(sys.argv[1])), Answer) as server:
    print(server.server_address[1], flush=True)
    server.serve_forever()
"""
# One client for all three, in the host's network, turn by turn: so noise falls on each alike.
_CLIENT = """\
import json, socket, statistics, sys, time
rounds, trips, seconds, *ways = json.loads(sys.argv[1])
def trip(link):
    began = time.perf_counter()
    link.sendall(b"e")
    link.recv(1)
    return time.perf_counter() - began
def request(way):
    with socket.create_connection(way, 5) as link:
        link.sendall(b"GET / HTTP/1.0\\r\\n\\r\\n")
        while link.recv(256):
            pass
told = []
for _ in range(rounds):
    for way in map(tuple, ways):
        with socket.create_connection(way, 5) as link:
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            latency = statistics.median(trip(link) for _ in range(trips))
        began, count = time.perf_counter(), 0
        while time.perf_counter() - began < seconds:
            request(way)
            count += 1
        told.append([latency, count / (time.perf_counter() - began)])
print(json.dumps(told))
"""


@dataclass(frozen=True)
class Modes:
    """The rounds of each way.

    Attributes:
        latency_us: The median round trip of one byte, in microseconds, round by round.
        requests_per_second: Requests with a connection each, one after the other, round by round.
        provenance: Where it was measured.
    """

    latency_us: Mapping[str, tuple[float, ...]]
    requests_per_second: Mapping[str, tuple[float, ...]]
    provenance: Provenance

    @property
    def fastest(self) -> str:
        """The way with the shortest median round trip."""
        return min(MODES, key=lambda mode: median(self.latency_us[mode]))

    @property
    def apart(self) -> bool:
        """Whether host mode and the container's address differ by more than their rounds do."""
        host, direct = self.latency_us[HOST], self.latency_us[DIRECT]
        return max(host) < min(direct) or max(direct) < min(host)

    @property
    def sentence(self) -> str:
        """What came out, in sentences that hold for these rounds."""
        latencies = ", ".join(f"{mode} {median(self.latency_us[mode]):.0f} µs" for mode in MODES)
        differ = "differ by more than" if self.apart else "lie within"
        return (
            f"Median round trip of one byte: {latencies}.\n"
            f"Host mode and the container's address {differ} the spread of the rounds."
        )


def modes(
    engine: "Engine",
    *,
    rounds: int = 5,
    trips: int = 400,
    seconds: float = 0.4,
    on_progress: Callable[[str], None] = lambda _: None,
) -> Modes:
    """Run one server in a network of its own and one in host mode, and a client that asks both by turns.

    Args:
        engine: Where.
        rounds: How often each way has its turn.
        trips: Round trips of one byte in a round.
        seconds: How long requests are sent in a round.
        on_progress: Told of each step as it begins.

    Raises:
        QuaycraneError: The engine refused, or a server did not start.
    """
    serve = ["python", "-c", _SERVER]
    on_progress("a server in a network of its own, one in host mode")
    own = engine.running(_IMAGE, [*serve, f"{_PORT}"], ports=[_PORT], **_LIMITS)
    shared = engine.running(_IMAGE, [*serve, "0"], network_mode="host", **_LIMITS)
    with own as box, shared as host:
        wait_until(box.logs, timeout_seconds=_SECONDS, what="the server listens")
        port = wait_until(host.logs, timeout_seconds=_SECONDS, what="the server listens")
        box.container.reload()
        ports = box.container.attrs["NetworkSettings"]["Ports"]
        published = int(ports[f"{_PORT}/tcp"][0]["HostPort"])
        ways = ("127.0.0.1", published), (addresses(box.container.attrs)[0], _PORT), ("127.0.0.1", int(port))
        on_progress(f"{rounds} rounds of {trips} round trips and {seconds} s of requests, three ways")
        asked = ["python", "-c", _CLIENT, json.dumps([rounds, trips, seconds, *ways])]
        with engine.running(_IMAGE, asked, network_mode="host", **_LIMITS) as client:
            printed = wait_until(
                lambda: client.logs() if client.exit_code is not None else "",
                timeout_seconds=_SECONDS + 3 * rounds * seconds,
                what="the client has asked",
            )
    payload = json.loads(printed)
    by_mode = {mode: payload[place :: len(MODES)] for place, mode in enumerate(MODES)}
    return Modes(
        {mode: tuple(latency * 1e6 for latency, _ in pairs) for mode, pairs in by_mode.items()},
        {mode: tuple(rate for _, rate in pairs) for mode, pairs in by_mode.items()},
        provenance(engine, _IMAGE),
    )
