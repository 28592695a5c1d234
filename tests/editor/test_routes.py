"""What Jupyter's server answers an editor."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

from quaycrane.engine import wait_until

Ask = Callable[..., bytes]
CELL = {"path": "unit/a.ipynb", "text": "%%dockerfile Dockerfile\nFROM alpine:3\nWORKDIR app\n"}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    """Asks a server that was told of the extension alone, with its token or with another."""
    folder = tmp_path_factory.mktemp("server")
    (folder / "root").mkdir()
    settings = {"ServerApp": {"jpserver_extensions": {"quaycrane.editor": True}}}
    (folder / "jupyter_server_config.json").write_text(json.dumps(settings))
    environment = os.environ | {
        "JUPYTER_CONFIG_DIR": str(folder),
        "JUPYTER_RUNTIME_DIR": str(folder / "runtime"),
    }
    options = ["--no-browser", "--allow-root", "--port=0", f"--ServerApp.root_dir={folder / 'root'}"]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", *options], env=environment, stdout=log, stderr=log
        )
    try:
        found = wait_until(lambda: answers(folder / "runtime"), timeout_seconds=120, what="Jupyter answers")

        def asked(route: str, body: object = None, token: str = found["token"]) -> bytes:
            data = json.dumps(body).encode() if body else None
            address = f"http://127.0.0.1:{found['port']}/quaycrane/{route}"
            with urlopen(Request(address, data, {"Authorization": f"token {token}"}), timeout=60) as told:
                content: bytes = told.read()
                return content

        yield asked
    finally:
        server.terminate()
        server.wait(30)


def answers(runtime: Path) -> Any:
    """Return what a server says of itself, once it listens."""
    try:
        (about,) = runtime.glob("jpserver-*.json")
        found = json.loads(about.read_text())
        urlopen(f"http://127.0.0.1:{found['port']}/api", timeout=5).close()
    except (OSError, ValueError):  # no file yet, half a file, nobody who listens
        return None
    return found


def test_findings_come_with_line_and_fix(ask: Ask) -> None:
    """A cell is judged where it stands."""
    [found] = json.loads(ask("lint", CELL))["found"]
    assert (found["line"], found["rule"], found["severity"]) == (3, "WorkdirRelativePath", "warning")
    assert found["fix"].endswith("WORKDIR /app")


def test_completions_come_with_what_is_typed(ask: Ask) -> None:
    """What may stand at the cursor, and how much of it stands there."""
    before = "%%dockerfile Dockerfile\nFROM alpine:3\nWOR"
    [found] = json.loads(ask("complete", CELL | {"before": before}))["found"]
    assert (found["text"], found["typed"]) == ("WORKDIR ", 3)


def test_a_rule_s_page_is_served(ask: Ask) -> None:
    """A rule has a page, another name has none."""
    assert b"WORKDIR /app" in ask("rules/WorkdirRelativePath")
    with pytest.raises(HTTPError, match="404"):
        ask("rules/NoSuchRule")


def test_nothing_outside_of_the_server_s_folder_is_looked_at(ask: Ask) -> None:
    """A path that leads out of it finds nothing."""
    assert json.loads(ask("lint", CELL | {"path": "../../a.ipynb"})) == {"found": []}


def test_a_stranger_is_told_nothing(ask: Ask) -> None:
    """Without the server's token there is no answer."""
    with pytest.raises(HTTPError, match="403"):
        ask("lint", CELL, token="guessed")  # noqa: S106
