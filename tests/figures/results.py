"""Results made by hand, so that a figure's test needs no engine."""

import re
from pathlib import Path

from quaycrane.checks.compose import ServiceGraph, resolve
from quaycrane.checks.compose import service_graph as graph_of
from quaycrane.kit import Provenance

PROVENANCE = Provenance("Docker Engine 28.5.2 (started by the course)", ("node:24-alpine",))


def graph(*, services: int = 3, apart: bool = True, database_port: str = "") -> ServiceGraph:
    """Return the graph of a front end, a back end, a database, and as many more as are asked for."""
    text = {
        "web": "{image: 'nginx:1.27', ports: ['8080:80'], depends_on: [api], networks: [front]}",
        "api": "{build: ./api, depends_on: {db: {condition: service_healthy}}, networks: [front, back]}",
        "db": f"{{image: 'mysql:8.4', volumes: ['rows:/var/lib/mysql'], ports: [{database_port!r}]"
        ", networks: [back]}",
    }
    if services == 1:
        text = {"web": "{image: 'nginx:1.27', ports: ['8080:80'], networks: [front]}"}
    for number in range(3, services):
        text[f"worker-{number}"] = (
            "{image: 'registry.example/team/worker:1', depends_on: [db], networks: [back]}"
        )
    lines = "".join(f"  {name}: {service}\n" for name, service in text.items())
    lines = lines.replace("ports: ['']", "ports: []")
    if not apart:
        lines = re.sub(r"networks: \[.*?\]", "networks: [default]", lines)
    shared = "networks: {front: , back: {internal: true}}\nvolumes: {rows: }\n"
    resolved = resolve(f"services:\n{lines}{shared}", Path("/unit"))
    assert not resolved.problems
    return graph_of(resolved.model)
