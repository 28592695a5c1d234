"""FrontAndBackApart: what is published cannot reach the database."""

from collections.abc import Iterator
from typing import Any

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.compose.services import is_store, published_to_all, talks_to


@rule(
    why="Who breaks into the front end reaches everything on its networks; it never needs the "
    "database itself",
    fix="Make two networks, front and back: the database on back alone, the service between them on both",
    bad="""\
services:
  web:
    image: nginx:1.27
    ports: ['80:80']
    depends_on: [api]
  api:
    image: node:24-alpine
    depends_on: [db]
  db:
    image: mysql:8.4
""",
    good="""\
services:
  web:
    image: nginx:1.27
    ports: ['80:80']
    networks: [front]
  api:
    image: node:24-alpine
    depends_on: [db]
    networks: [front, back]
  db:
    image: mysql:8.4
    networks: [back]
networks: {front: , back: }
""",
    elsewhere=("CIS Docker 5.29",),
)
def front_and_back_apart(resolved: Resolved) -> Iterator[Breach]:
    """What is published and the database share no network, unless it needs the database.

    Yield each published service beside a database that another service talks to, and it does not.
    """
    services = resolved.services
    for store, database in services.items():
        others = [service for name, service in services.items() if name != store]
        if not is_store(database) or not any(talks_to(other, store) for other in others):
            continue
        for name, service in services.items():
            shared = set(service.get("networks") or ()) & set(database.get("networks") or ())
            if name != store and shared and published_to_all(service) and not _needs(service, store):
                sentence = f"{name} is published, and reaches {store} on the network {min(shared)}"
                fix = f"Give {store} a network of its own, and put on it only what talks to {store}"
                yield Breach(("services", name, "networks", min(shared)), sentence, fix)


def _needs(service: dict[str, Any], store: str) -> bool:
    return talks_to(service, store) or is_store(service)
