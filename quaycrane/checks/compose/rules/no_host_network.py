"""NoHostNetwork: no container shares the host's network."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule


@rule(
    why="On the host's network a container hears what the host hears, reaches what listens on "
    "its loopback, and ports: is ignored",
    fix="Take network_mode: host away and publish the one port that is needed",
    bad="""\
services:
  web:
    image: nginx:1.27
    network_mode: host
""",
    good="""\
services:
  web:
    image: nginx:1.27
    ports: ['8080:80']
""",
    elsewhere=("compose-lint CL-0008", "CIS Docker 5.10"),
)
def no_host_network(resolved: Resolved) -> Iterator[Breach]:
    """No container shares the host's network.

    Yield each service on the host's network, at run time or while it is built.
    """
    for name, service in resolved.services.items():
        if service.get("network_mode") == "host":
            fix = f"Take network_mode: host away, and publish the ports of {name} that are needed"
            yield Breach(("services", name, "network_mode"), f"{name} has network_mode: host", fix)
        if (service.get("build") or {}).get("network") == "host":
            fix = "Take network: host away from its build"
            yield Breach(
                ("services", name, "build", "network"), f"{name} is built on the host's network", fix
            )
