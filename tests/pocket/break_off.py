"""Runs in the pod: two sessions at once, and an emulator that is killed in the middle; prints JSON."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

from quaycrane.engine import connect, explained
from quaycrane.errors import NoEngineError
from quaycrane.pocket import Pocket

ASK = """\
from quaycrane.engine import connect
engine = connect()
print(engine.kind, engine.environment["DOCKER_HOST"], end=" ")
print(engine.client.containers.run("alpine:3", "echo hi", remove=True).decode().strip())
"""


def main() -> None:
    """Begin two sessions at once; kill what both stand on, while one asks it; begin anew."""
    both = [subprocess.Popen([sys.executable, "-c", ASK], stdout=subprocess.PIPE, text=True) for _ in "ab"]
    seen: dict[str, object] = {"both": [one.communicate()[0].split() for one in both]}
    engine, pocket = connect(), Pocket()
    (Path.home() / "kept").write_text("mine")
    os.kill(pocket.pid() or 0, signal.SIGKILL)
    try:
        with explained():
            engine.client.containers.list()
    except NoEngineError as error:
        seen["told"] = str(error)
    again = connect()
    seen["again"] = again.client.containers.run("alpine:3", "echo hi", remove=True).decode()
    seen["kind"], seen["kept"] = again.kind, (Path.home() / "kept").read_text()
    json.dump(seen, sys.stdout)


main()
