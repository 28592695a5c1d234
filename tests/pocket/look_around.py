"""Runs in the pod, after a session has begun: tries the pocket engine, and prints what it saw as JSON."""

import http.client
import json
import socket
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from typing import Any

from quaycrane.engine import Kind, connect, wait_until
from quaycrane.errors import QuaycraneError
from quaycrane.pocket import Pocket


def peak_bytes(pid: int) -> int:
    """Return the most memory that a process has held."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def port_of(pocket: Pocket) -> str:
    """Return the port of this machine at which the engine answers."""
    return pocket.url().rpartition(":")[2]


def answered(port: int) -> str:
    """Return what a container's server says at a port of this machine, as soon as it serves."""
    said = ""

    def serves() -> bool:
        nonlocal said
        with (
            suppress(OSError, http.client.HTTPException),
            urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as page,
        ):
            said = page.read().decode()
        return bool(said)

    wait_until(serves, timeout_seconds=300, what="the page is served")
    return said


def main() -> None:
    """Try what a learner's first cells do."""
    begun = time.monotonic()
    told: list[str] = []
    engine = connect(on_progress=lambda text, _part: told.append(text))
    seen: dict[str, object] = {"kind": engine.kind, "told": told[-1:], "tried": engine.tried}
    if engine.kind is Kind.POCKET:
        client, pocket = engine.client, Pocket()
        seen |= {
            "seconds": time.monotonic() - begun,
            "described": engine.describe(),
        }
        seen["echo"] = client.containers.run("alpine:3", "echo hi", remove=True).decode()
        limit: dict[str, Any] = {"mem_limit": "32m", "memswap_limit": "32m", "remove": True}
        seen["swap"] = client.containers.run(
            "alpine:3", "cat /sys/fs/cgroup/memory.swap.max", **limit
        ).decode()
        shared = Path.home() / "page"
        shared.mkdir(exist_ok=True)
        (shared / "index.html").write_text("from home")
        serve: dict[str, Any] = {
            "command": "httpd -f -p 80 -h /page",
            "volumes": {str(shared): {"bind": "/page"}},
        }
        with engine.running("alpine:3", ports=[80], **serve) as web:
            seen["page"] = answered(int(web.address(80).rpartition(":")[2]))
        free = socket.create_server(("127.0.0.1", 0))
        port = free.getsockname()[1]
        try:
            with engine.running("alpine:3", "sleep 60", publish={"80/tcp": port}):
                seen["taken"] = "published"
        except QuaycraneError as error:
            seen["taken"] = str(error)
        free.close()
        with engine.running("alpine:3", **serve | {"publish": {"80/tcp": port}}):
            seen["chosen"] = answered(port)
        knock = f"nc -w 2 10.0.2.2 {port_of(pocket)} </dev/null && echo in || echo out"
        seen["host"] = client.containers.run(
            "alpine:3",
            ["sh", "-c", knock],
            remove=True,
        ).decode()
        seen["second"] = connect().environment["DOCKER_HOST"] == engine.environment["DOCKER_HOST"]
        seen["peak_bytes"] = peak_bytes(pocket.pid() or 0)
        seen["stopped"] = pocket.stop()
        seen["left"] = pocket.pid()
    json.dump(seen, sys.stdout)


main()
