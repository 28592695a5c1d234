"""What is offered at the cursor."""

import pytest

from quaycrane.editor import images
from quaycrane.editor.completing import completions
from quaycrane.editor.written import written
from quaycrane.errors import InputError
from quaycrane.kit import project_root

NOTEBOOK = project_root() / "release" / "03-layers-and-cache" / "layers-and-cache.ipynb"
STACK = """services:
  web:
    image: nginx:alpine
    |
  db:
    image: mariadb:11
networks:
  back:
"""


def offered(cell: str) -> list[str]:
    """Return what is offered where the bar stands in a cell."""
    before, _, after = cell.partition("|")
    one = written(before + after, NOTEBOOK)
    assert one
    return [found.text.strip() for found in completions(one, before)]


@pytest.mark.parametrize(
    ("dockerfile", "first"),
    [
        ("|", "ADD"),
        ("FROM alpine:3\nwor|", "WORKDIR"),
        ("FROM node:24-al|", "node:24-alpine"),
        ("FROM --platform=linux/amd64 node:24-al|", "node:24-alpine"),
        ("FROM alpine:3 AS build\nFROM b|", "build"),
        ("FROM alpine:3 AS build\nFROM alpine:3\nCOPY --from=|", "build"),
        ("FROM alpine:3 AS build\nRUN --mount=type=bind,from=bu|", "build"),
        ("FROM alpine:3\nCOPY --cho|", "--chown="),
        ("FROM alpine:3\nHEALTHCHECK --start-p|", "--start-period="),
    ],
)
def test_in_a_dockerfile(dockerfile: str, first: str) -> None:
    """Instructions, flags, stages that stand above, and the kit's images."""
    assert offered(f"%%dockerfile app/Dockerfile\n{dockerfile}")[:1] == [first]


@pytest.mark.parametrize("dockerfile", ["FROM alpine:3\nRUN ls \\\n  |", "FROM alpine:3\nRUN ec|"])
def test_nothing_in_a_command(dockerfile: str) -> None:
    """A shell's words are the learner's own, also on a line that goes on."""
    assert offered(f"%%dockerfile app/Dockerfile\n{dockerfile}") == []


@pytest.mark.parametrize(
    ("here", "first"),
    [
        ("healthc|", "healthcheck:"),
        ("healthcheck:\n      inter|", "interval:"),
        ("depends_on: \n    - |", "db"),
        ("depends_on: \n      - d|", "db"),
        ("depends_on: \n      db:\n        condition: service_h|", "service_healthy"),
        ("networks: \n      - |", "back"),
        ("image: mys|", "mysql:9"),
        ("restart: un|", "unless-stopped"),
    ],
)
def test_in_a_compose_file(here: str, first: str) -> None:
    """The keys of the specification where they may stand, services, networks, images and known values."""
    assert offered("%%compose compose.yaml\n" + STACK.replace("|", here))[:1] == [first]


def test_in_an_answer() -> None:
    """The words that the unit knows, and none in the line that names the file."""
    assert offered("%%answer predictions.yaml\na: [copy-s|]") == ["copy-sources"]
    assert offered("%%answer predict|ions.yaml\n") == []


def test_without_a_kit(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the course is not around the package, stages are offered all the same."""

    def catalogue() -> None:
        raise InputError("The project's folders are not beside the package")

    monkeypatch.setattr(images, "catalogue", catalogue)
    assert offered("%%dockerfile Dockerfile\nFROM alpine:3 AS build\nFROM |") == ["build"]
