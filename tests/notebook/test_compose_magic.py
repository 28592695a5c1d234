"""`%%compose` keeps the file, says what its lines come to, draws its services, and starts nothing."""

import base64
import re
from pathlib import Path
from typing import Any

import pytest

from quaycrane.engine import Engine
from quaycrane.engine.compose.projects import project_name
from quaycrane.notebook import compose_reading, compose_view, session

Printed = pytest.CaptureFixture[str]

STACK = """\
services:
  web:
    image: nginx:1.26-alpine
    ports: ["8080:80"]
    networks: [front]
  api:
    build: ./api
    environment:
      DB_HOST: db
    networks: [front, back]
    depends_on:
      db:
        condition: service_healthy
  db:
    image: mysql:8.4
    healthcheck:
      test: mysqladmin ping -h 127.0.0.1
      interval: 2s
    volumes: ["rows:/var/lib/mysql", "./seed:/seed:ro"]
    networks: [back]
    mem_limit: 512m
networks:
  front:
  back:
    internal: true
volumes:
  rows:
"""
RUNS = """\
services:
  one: {image: "alpine:3", command: sleep 60, init: true, volumes: ["rows:/rows"]}
volumes: {rows: }
"""


def shown(tmp_path: Path, text: str, name: str = "compose.yaml") -> Any:
    """Return what is shown of a file."""
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return compose_view.view(name, compose_reading.read(path, text))


def test_file_is_written_and_told_line_by_line(shell: Any, capsys: Printed) -> None:
    """The cell goes to the file as it is, and each line says what it comes to."""
    assert shell.run_cell(f"%%compose shop/compose.yaml\n{STACK}").success
    assert Path("shop/compose.yaml").read_text() == STACK
    told = capsys.readouterr().out
    for line in (
        "shop/compose.yaml: 3 services written, nothing to mend in its text. Nothing is started.",
        "   2 service web  (image nginx:1.26-alpine)",
        "   4 web: port  (8080 → 80, for every machine)",
        "   6 service api  (built from ./api)",
        "   8 api: environment  (DB_HOST)",
        "  10 api: networks  (front, back)",
        "  12 api: order  (waits for db until it is healthy)",
        "  16 db: health  (mysqladmin ping -h 127.0.0.1, every 2s)",
        "  19 db: mount  (volume rows at /var/lib/mysql)",
        "  19 db: mount  (./seed at /seed, read-only)",
        "  21 db: memory  (at most 512 MiB)",
        "  24 network back  (internal: no way out of it)",
        "  27 volume rows  (outlives the containers)",
    ):
        assert line in told


def test_services_are_drawn_as_svg(tmp_path: Path) -> None:
    """The graph is an SVG in the view, and its finding is told in words, too."""
    view = shown(tmp_path, STACK)
    drawn = re.search(r'<img src="data:image/svg\+xml;base64,([^"]+)" alt="([^"]+)"', view.html)
    assert drawn
    assert b"<svg" in base64.b64decode(drawn[1])
    assert drawn[2] == "The outside reaches web, which cannot reach db"
    assert drawn[2] in view.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "services:\n  web:\n    imag: nginx:1\n",
            ["   3 imag: nginx:1  ⚠ Compose", "no key imag", "image?"],
        ),
        ("services:\n  a:\n    image: x:1\n  a:\n    image: y:1\n", ["line 4: ", "⚠ ComposeFileIsValid"]),
        ("services:\n  a:\n    image: x:1\n    depends_on: [b]\n", ["line 4: ", "b"]),
        (
            "services:\n  a: {image: 'x:1', depends_on: [b]}\n  b: {image: 'x:1', depends_on: [a]}\n",
            ["line "],
        ),
        ("services: [\n", ["line "]),
        ("a: &a [*a]\n", ["line 1: "]),
        (
            "services:\n  a:\n    image: x:1\n    privileged: true\n",
            ["   4 privileged: true  ⚠ NotPrivileged", "line 4: services.a.privileged is not permitted"],
        ),
    ],
)
def test_what_to_mend_stands_beside_its_line(tmp_path: Path, text: str, expected: list[str]) -> None:
    """What Compose does not take, or a rule finds, is told with its line and beside it."""
    told = shown(tmp_path, text).text
    assert all(part in told for part in expected), told


def test_host_is_told_and_not_refused(tmp_path: Path) -> None:
    """What a learner's own engine gives is drawn as anything else, with a word on grading."""
    text = "services:\n  a:\n    image: x:1\n    volumes: ['/:/host']\n"
    told = shown(tmp_path, text).text
    assert (
        "On your own engine this may be. Grading does not bring it up:\nline 4: services.a.volumes[0]" in told
    )
    assert told.endswith("1 service, and nothing is published")


def test_override_is_told_as_laid_over(tmp_path: Path) -> None:
    """The lines are the override's own, and the graph is of both files together."""
    (tmp_path / "compose.yaml").write_text(STACK)
    text = "services:\n  web:\n    volumes:\n    - ./page:/page\n"
    told = shown(tmp_path, text, "compose.override.yaml").text
    assert "   4 web: mount  (./page at /page)" in told
    assert told.endswith("The outside reaches web, which cannot reach db")


@pytest.mark.parametrize("text", ["\n", "# YOUR ANSWER HERE\n"])
def test_untouched_file_is_told(shell: Any, capsys: Printed, text: str) -> None:
    """An answer cell that nobody wrote in says so."""
    shell.run_cell(f"%%compose compose.yaml\n{text}")
    assert "Nothing written yet" in capsys.readouterr().out


def test_bad_place_is_told_without_traceback(shell: Any, capsys: Printed) -> None:
    """A path out of the folder ends the cell in an error that says what to write."""
    assert not shell.run_cell("%%compose ../compose.yaml\nservices: {}\n").success
    told = capsys.readouterr().out
    assert "'../compose.yaml' is not a plain path" in told
    assert "Traceback" not in told


@pytest.mark.engine
def test_client_and_compose_work_on_the_file(
    shell: Any, capsys: Printed, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing runs before `up`; then the SDK sees the containers, and all of it goes with the notebook."""
    monkeypatch.setattr(session, "_found", [engine])
    ours: dict[str, str | list[str] | bool] = {
        "label": f"com.docker.compose.project={project_name(Path.cwd())}"
    }
    try:
        shell.run_cell(f"%%compose compose.yaml\n{RUNS}")
        assert "is not on this engine" not in capsys.readouterr().out
        assert engine.client.containers.list(all=True, filters=ours) == []
        shell.run_cell("%docker compose up -d")
        (container,) = engine.client.containers.list(filters=ours)
        assert container.exec_run("touch /rows/one").exit_code == 0
    finally:
        engine.sweep_own()
    assert engine.client.containers.list(all=True, filters=ours) == []
    assert engine.client.volumes.list(filters=ours) == []


@pytest.mark.engine
def test_absent_image_is_told(shell: Any, capsys: Printed, engine: Engine, monkeypatch: Any) -> None:
    """An image that is neither there nor built is told with its line before anything is started."""
    monkeypatch.setattr(session, "_found", [engine])
    shell.run_cell("%%compose compose.yaml\nservices:\n  a:\n    image: nosuch:1\n  b:\n    build: .\n")
    told = capsys.readouterr().out
    assert "line 3: The image nosuch:1 is not on this engine" in told
    assert "1 thing to mend" in told
