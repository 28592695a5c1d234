"""The service graph: who waits for whom, who shares a network, what is published, where data lies."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quaycrane.checks.compose import services as known


@dataclass(frozen=True)
class ServiceNode:
    """A service.

    Attributes:
        name: Its name.
        image: Its image as written, or ``built from`` and the folder's name.
        published: Its published ports: ``8080 → 80``, with the address where it is not every one.
        networks: The names of its networks.
        volumes: Pairs of a named volume and where it is mounted.
        keeps_data: Whether it is a database or another store.
        open_to_all: Whether other machines reach one of its ports.
    """

    name: str
    image: str
    published: tuple[str, ...]
    networks: tuple[str, ...]
    volumes: tuple[tuple[str, str], ...]
    keeps_data: bool
    open_to_all: bool


@dataclass(frozen=True)
class Dependency:
    """One service that waits for another.

    Attributes:
        service: Who waits.
        needs: For whom.
        condition: Until when: ``started``, ``healthy`` or ``completed``.
    """

    service: str
    needs: str
    condition: str


@dataclass(frozen=True)
class ServiceGraph:
    """What a Compose file means, as a graph.

    Attributes:
        services: In the order of their start: what is needed stands behind who needs it.
        networks: Pairs of a network's name and whether it is internal, those in use.
        dependencies: Who waits for whom.
        source: What it was read from.
    """

    services: tuple[ServiceNode, ...]
    networks: tuple[tuple[str, bool], ...]
    dependencies: tuple[Dependency, ...]
    source: str = "compose.yaml"

    def service(self, name: str) -> ServiceNode:
        """Return the service of a name.

        Raises:
            KeyError: There is none.
        """
        return {node.name: node for node in self.services}[name]

    def reach(self, one: str, other: str) -> tuple[str, ...]:
        """Return the networks over which two services reach each other."""
        shared = set(self.service(one).networks) & set(self.service(other).networks)
        return tuple(name for name, _ in self.networks if name in shared)


def service_graph(model: Mapping[str, Any], source: str = "compose.yaml") -> ServiceGraph:
    """Return the graph of a resolved model.

    Args:
        model: What `resolve` or `docker compose config --format json` says.
        source: What it was read from, for the figure's foot.
    """
    services: Mapping[str, Any] = model.get("services") or {}
    dependencies = tuple(
        Dependency(name, other, str(how.get("condition", "")).removeprefix("service_").split("_")[0])
        for name, service in services.items()
        for other, how in (service.get("depends_on") or {}).items()
        if other in services
    )
    depth = {name: _depth(name, dependencies, ()) for name in services}
    ordered = sorted(services, key=lambda name: (depth[name], list(services).index(name)))
    nodes = tuple(_node(name, services[name]) for name in ordered)
    used = {network for node in nodes for network in node.networks}
    networks = model.get("networks") or {}
    found = [(name, bool((networks[name] or {}).get("internal"))) for name in networks if name in used]
    return ServiceGraph(nodes, tuple(found), dependencies, source)


def _depth(name: str, dependencies: tuple[Dependency, ...], seen: tuple[str, ...]) -> int:
    """Return how many others wait for a service, one behind the other; a circle ends the count."""
    waiting = [
        dependency.service
        for dependency in dependencies
        if dependency.needs == name and dependency.service not in seen
    ]
    return max((_depth(other, dependencies, (*seen, name)) + 1 for other in waiting), default=0)


def _node(name: str, service: dict[str, Any]) -> ServiceNode:
    build = service.get("build")
    folder = str(build.get("context", ".")).rstrip("/").rpartition("/")[2] if build else ""
    volumes = tuple(
        (str(mount["source"]), str(mount.get("target")))
        for _, mount in known.mounts(service)
        if mount.get("type") == "volume" and mount.get("source")
    )
    return ServiceNode(
        name,
        f"built from {folder}" if build else str(service.get("image") or ""),
        tuple(_port(port) for port in known.ports(service) if port.get("published")),
        tuple(service.get("networks") or ()),
        volumes,
        known.is_store(service),
        any(port.get("published") for _, port in known.published_to_all(service)),
    )


def _port(port: dict[str, Any]) -> str:
    address = f"{port['host_ip']}:" if port.get("host_ip") else ""
    return f"{address}{port['published']} → {port.get('target')}"
