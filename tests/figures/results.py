"""Results made by hand, so that a figure's test needs no engine."""

import re
from pathlib import Path

from quaycrane.checks.compose import ServiceGraph, resolve
from quaycrane.checks.compose import service_graph as graph_of
from quaycrane.engine import BuildStep, Layer
from quaycrane.kit import Provenance
from quaycrane.labs import Edit, ImageLayers, Order, Rebuild, RebuildTimings, Sharing

PROVENANCE = Provenance("Docker Engine 28.5.2 (started by the course)", ("node:24-alpine",))
_COPY_MANIFEST = "COPY package.json package-lock.json ./"
INSTRUCTIONS = {
    Order.GOOD: ("WORKDIR /app", _COPY_MANIFEST, "RUN npm ci", "COPY . .", "RUN npm run build"),
    Order.BAD: ("WORKDIR /app", "COPY . .", "RUN npm ci", "RUN npm run build"),
}
_SECONDS = {"RUN npm ci": 4.0, "RUN npm run build": 1.2}
_FIRST_AGAIN = {
    (Order.GOOD, Edit.COLD): 0,
    (Order.GOOD, Edit.NOTHING): 5,
    (Order.GOOD, Edit.SOURCE): 3,
    (Order.GOOD, Edit.MANIFEST): 1,
    (Order.BAD, Edit.COLD): 0,
    (Order.BAD, Edit.NOTHING): 4,
    (Order.BAD, Edit.SOURCE): 1,
    (Order.BAD, Edit.MANIFEST): 1,
}


def rebuild(order: Order, edit: Edit, number: int = 1) -> Rebuild:
    """Return a build that runs all steps from the first that its edit touches."""
    steps = [BuildStep("", 1, "FROM docker.io/library/node:24-alpine", cached=True, seconds=0)]
    for index, instruction in enumerate(INSTRUCTIONS[order]):
        cached = index < _FIRST_AGAIN[order, edit]
        seconds = 0 if cached else _SECONDS.get(instruction, 0.02)
        steps.append(BuildStep("", index + 2, instruction, cached=cached, seconds=seconds))
    total = sum(step.seconds for step in steps) + 0.2 + number / 100
    return Rebuild(order, edit, number, tuple(steps), total)


def timings(rounds: int = 3) -> RebuildTimings:
    """Return every edit in both orders."""
    builds = [rebuild(order, edit, one + 1) for order in Order for one in range(rounds) for edit in Edit]
    return RebuildTimings(tuple(builds), PROVENANCE)


def sharing() -> Sharing:
    """Return three images on one base."""
    base = (Layer("a", 3_000_000, "ADD"), Layer("b", 157_000_000, "COPY node"))
    images = (
        ImageLayers("node:24-alpine", base),
        ImageLayers("greeter:manifest-first", (*base, Layer("c", 40_000_000, "RUN npm ci"))),
        ImageLayers("greeter:everything-at-once-and-more", (*base, Layer("d", 41_000_000, "RUN npm ci"))),
    )
    return Sharing(images, PROVENANCE)


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
