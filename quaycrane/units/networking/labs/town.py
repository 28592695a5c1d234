"""Containers on several networks, and who of them reaches whom: every pair, by name and by address."""

import time
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quaycrane.engine import Address, ConnectionEnd, Running, addresses, attempts, explained, patient
from quaycrane.kit import provenance
from quaycrane.units.networking.labs.reach import ADDRESS, NAME, Member, Net, NetworkMap, Reach

if TYPE_CHECKING:
    from quaycrane.engine import Engine

DEFAULT, NONE = "bridge", "none"
OPEN, WITHIN, DROPS = "open", "within", "drops"

_IMAGE, _PORT = "alpine:3", 80
_SERVERS = {
    OPEN: "exec httpd -f -p 80 -h /etc",
    WITHIN: "exec httpd -f -p 127.0.0.1:80 -h /etc",
    DROPS: "exec nc -ll -p 80 -e true",
}
_READY = "until grep -qi ':0050 .* 0A ' /proc/net/tcp /proc/net/tcp6; do sleep 0.05; done"
_PATIENCE_SECONDS = 20
_AT_ONCE = 8
_BEST_FIRST = tuple(ConnectionEnd)  # of several addresses of one container, the best way in counts


@dataclass(frozen=True)
class House:
    """A container to be.

    Attributes:
        networks: The networks that it is on: `DEFAULT`, `NONE`, or names of the town's own.
        serves: `OPEN` serves at every address, `WITHIN` at 127.0.0.1 alone, `DROPS` drops every caller.
    """

    networks: tuple[str, ...]
    serves: str = OPEN


TOWN: Mapping[str, House] = {
    "old-a": House((DEFAULT,)),
    "old-b": House((DEFAULT,)),
    "web": House(("shop",)),
    "shy": House(("shop",), WITHIN),
    "rude": House(("shop",), DROPS),
    "api": House(("shop", "vault")),
    "db": House(("vault",)),
    "alone": House((NONE,)),
}
INTERNAL = frozenset({"vault"})


class Town:
    """Containers that serve on port 80, each on its networks; `close` takes them away.

    Args:
        engine: Where they run.
        houses: The containers, by name.
        internal: Which networks have no way out.
        on_progress: Told of each step as it begins.
        called: The beginning of its things' names; a town of the same name takes an earlier one's place.
    """

    def __init__(
        self,
        engine: "Engine",
        houses: Mapping[str, House] = TOWN,
        internal: Iterable[str] = INTERNAL,
        on_progress: Callable[[str], None] = lambda _: None,
        called: str = "town",
    ) -> None:
        self._engine, self.houses, self._internal = engine, houses, frozenset(internal)
        self._called = called
        own = {name for house in houses.values() for name in house.networks} - {DEFAULT, NONE}
        on_progress(f"{len(own)} networks and {len(houses)} containers")
        with explained(), ThreadPoolExecutor(_AT_ONCE) as threads:
            self._networks = dict(zip(sorted(own), threads.map(self._network, sorted(own)), strict=True))
            self._boxes = dict(zip(houses, threads.map(self._box, houses), strict=True))

    def reach(self) -> Reach:
        """Try every pair, from inside each container, by name and by address, all side by side."""
        began = time.monotonic()
        with ThreadPoolExecutor(_AT_ONCE) as threads:
            rows = list(threads.map(self._row, self.houses))
        seconds = time.monotonic() - began
        endings = {key: ending for row in rows for key, ending in row.items()}
        return Reach(tuple(self.houses), endings, seconds, provenance(self._engine, _IMAGE))

    def map(self) -> NetworkMap:
        """Return who is on which network, and at which address, as the engine tells it."""
        members = tuple(
            Member(name, self._known(net), settings["IPAddress"])
            for name, box in self._boxes.items()
            for net, settings in box.container.attrs["NetworkSettings"]["Networks"].items()
        )
        named = {member.network for member in members}
        nets = tuple(Net(name, name in self._internal) for name in (DEFAULT, *self._networks, NONE))
        return NetworkMap(
            tuple(self.houses),
            tuple(net for net in nets if net.name in named),
            members,
            provenance(self._engine, _IMAGE),
        )

    def close(self) -> None:
        """Remove its containers and networks."""
        with explained(), ThreadPoolExecutor(_AT_ONCE) as threads:
            list(threads.map(lambda box: box.container.remove(force=True), self._boxes.values()))
            list(threads.map(lambda network: network.remove(), self._networks.values()))

    def _network(self, name: str) -> Any:  # noqa: ANN401 - the SDK's own
        fresh = self._engine.fresh(f"{self._called}-{name}")
        return self._engine.client.networks.create(fresh, internal=name in self._internal)

    def _box(self, name: str) -> Running:
        house = self.houses[name]
        first, *more = house.networks
        where: dict[str, Any] = {"network": self._networks[first].name} if first in self._networks else {}
        where = where or {"network_mode": first}
        box = self._engine.client.containers.run(
            _IMAGE,
            ["sh", "-c", _SERVERS[house.serves]],
            name=self._engine.fresh(f"{self._called}-{name}"),
            hostname=name,
            init=True,
            detach=True,
            dns=["127.0.0.1"],  # names of neighbours only: nobody outside is asked
            **where,
        )
        for network in more:
            self._networks[network].connect(box)
        running = Running(box, "")
        running.run("timeout", f"{patient(_PATIENCE_SECONDS):.0f}", "sh", "-c", _READY)
        box.reload()
        return running

    def _row(self, source: str) -> dict[tuple[str, str, str], ConnectionEnd]:
        asked = [(target, how, host) for target in self.houses for how, host in self._hosts(target)]
        endings = attempts(self._boxes[source], [Address(host, _PORT) for _, _, host in asked])
        found: dict[tuple[str, str, str], ConnectionEnd] = {}
        for (target, how, _), ending in zip(asked, endings, strict=True):
            key = source, target, how
            found[key] = min(found.get(key, ending), ending, key=_BEST_FIRST.index)
        return found

    def _hosts(self, target: str) -> list[tuple[str, str]]:
        box = self._boxes[target].container
        return [(NAME, str(box.name)), *((ADDRESS, address) for address in addresses(box.attrs))]

    def _known(self, network: str) -> str:
        return next((name for name, one in self._networks.items() if one.name == network), network)


def tried(engine: "Engine", houses: Mapping[str, House], *, internal: bool = False) -> Reach:
    """Build a town for one look at who reaches whom in it.

    Args:
        engine: Where.
        houses: The containers.
        internal: Whether the network called right has no way out.

    Raises:
        QuaycraneError: The engine refused.
    """
    town = Town(engine, houses, {"right"} if internal else (), called="try")
    try:
        return town.reach()
    finally:
        town.close()
