"""DatabaseNotPublished: no database answers to other machines."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.compose.services import is_store, published_to_all
from quaycrane.checks.severity import Severity


@rule(
    why="A published database answers to everyone who reaches the host; the other services reach it without",
    fix="Take its ports: away; for a look from the host alone, 127.0.0.1:3306:3306",
    bad="""\
services:
  db:
    image: mysql:8.4
    ports: ['3306:3306']
""",
    good="""\
services:
  db:
    image: mysql:8.4
    ports: ['127.0.0.1:3306:3306']
""",
    elsewhere=("compose-lint CL-0005",),
    severity=Severity.ERROR,
)
def database_not_published(resolved: Resolved) -> Iterator[Breach]:
    """No database is published to other machines.

    Yield each port of a database that is published, and each database on the host's own network.
    """
    for name, service in resolved.services.items():
        if not is_store(service):
            continue
        for place, port in published_to_all(service):
            sentence = f"{name} publishes its port {port.get('target')} on every address of the host"
            alone = f"127.0.0.1:{port.get('published') or port.get('target')}:{port.get('target')}"
            fix = f"Take the port away; for a look from the host alone, {alone}"
            yield Breach(("services", name, "ports", place), sentence, fix)
        if service.get("network_mode") == "host":
            sentence, fix = f"{name} listens on the host's own network", "Take network_mode: host away"
            yield Breach(("services", name, "network_mode"), sentence, fix)
