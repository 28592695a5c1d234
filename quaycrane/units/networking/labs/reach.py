"""What was found out about several containers: who reaches whom and how, and who is on which network."""

from collections.abc import Mapping
from dataclasses import dataclass

from quaycrane.engine import ConnectionEnd
from quaycrane.kit import Provenance

NAME, ADDRESS = "name", "address"


@dataclass(frozen=True)
class Reach:
    """Every pair of some containers, by name and by address.

    Attributes:
        names: The containers.
        found: How the attempt from one to another ended, by source, target, and `NAME` or `ADDRESS`; a
            target without an address has none.
        seconds: How long all attempts took together.
        provenance: Where the containers ran.
    """

    names: tuple[str, ...]
    found: Mapping[tuple[str, str, str], ConnectionEnd]
    seconds: float
    provenance: Provenance

    def ending(self, source: str, target: str, how: str) -> ConnectionEnd | None:
        """Return how an attempt ended, None where there was nothing to try."""
        return self.found.get((source, target, how))

    def leads(self, source: str, target: str) -> bool:
        """Return whether a container reaches another one's server, by name or by address."""
        return ConnectionEnd.REACHED in {self.ending(source, target, how) for how in (NAME, ADDRESS)}

    def reached(self, how: str) -> int:
        """Return how many pairs of two different containers reach each other's server."""
        return sum(
            ending is ConnectionEnd.REACHED and source != target and by == how
            for (source, target, by), ending in self.found.items()
        )

    @property
    def pairs(self) -> int:
        """How many pairs of two different containers there are."""
        return len(self.names) * (len(self.names) - 1)

    @property
    def sentence(self) -> str:
        """What came out, in a sentence."""
        return (
            f"Of {self.pairs} ways from one container to another {self.reached(NAME)} lead there by name and "
            f"{self.reached(ADDRESS)} by address; tried in {self.seconds:.1f} s."
        )


@dataclass(frozen=True)
class Net:
    """A network.

    Attributes:
        name: Its name.
        internal: Whether it has no way out.
    """

    name: str
    internal: bool


@dataclass(frozen=True)
class Member:
    """A container's end of a network.

    Attributes:
        container: The container.
        network: The network.
        address: Its address there, empty where it has none.
    """

    container: str
    network: str
    address: str


@dataclass(frozen=True)
class NetworkMap:
    """Who is on which network.

    Attributes:
        containers: The containers.
        networks: The networks.
        members: The ends.
        provenance: Where it was asked.
    """

    containers: tuple[str, ...]
    networks: tuple[Net, ...]
    members: tuple[Member, ...]
    provenance: Provenance
