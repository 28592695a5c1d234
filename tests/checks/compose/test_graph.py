"""The service graph holds what a Compose file means."""

from pathlib import Path

from quaycrane.checks.compose import Dependency, resolve, service_graph

STACK = """
services:
  db: {image: 'mysql:8.4', volumes: ['rows:/var/lib/mysql', './init:/init'], networks: [back]}
  web: {build: ./site, ports: ['8080:80', '127.0.0.1:9000:9000', '81'], depends_on: [api], networks: [front]}
  api: {image: node, networks: [front, back], depends_on: {db: {condition: service_healthy}}}
networks: {front: , back: {internal: true}, unused: }
volumes: {rows: }
"""


def test_a_stack_becomes_a_graph() -> None:
    """Services stand before what they wait for, with published ports, networks and named volumes."""
    graph = service_graph(resolve(STACK, Path("/unit")).model)
    web, api, db = graph.services
    assert (web.name, web.image, web.published) == (
        "web",
        "built from site",
        ("8080 → 80", "127.0.0.1:9000 → 9000"),
    )
    assert (api.networks, api.published, api.keeps_data, api.open_to_all) == (
        ("front", "back"),
        (),
        False,
        False,
    )
    assert (db.volumes, db.keeps_data, web.open_to_all) == ((("rows", "/var/lib/mysql"),), True, True)
    assert graph.networks == (("front", False), ("back", True))
    assert set(graph.dependencies) == {
        Dependency("web", "api", "started"),
        Dependency("api", "db", "healthy"),
    }
    assert graph.reach("api", "db") == ("back",)
    assert graph.reach("web", "db") == ()


def test_a_circle_is_drawn_all_the_same() -> None:
    """A file that Compose refuses for a circle still has a graph."""
    text = "services: {a: {image: x, depends_on: [b]}, b: {image: x, depends_on: [a]}}"
    assert len(service_graph(resolve(text, Path("/unit")).model).services) == 2


def test_nothing_is_a_graph_without_services() -> None:
    """An empty model has an empty graph."""
    assert service_graph({}).services == ()
