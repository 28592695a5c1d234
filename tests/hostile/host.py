"""The host of a hostile class: what must not change, and a server that nobody may reach."""

import http.server
import os
import socket
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from quaycrane.engine import Engine
from quaycrane.kit import project_root

_FILES = (
    "/etc/passwd",
    "/etc/shadow",
    "/etc/hosts",
    "/etc/crontab",
    "/etc/resolv.conf",
    "/etc/ld.so.preload",
)
_FOLDERS = (
    Path.home(),
    Path("/etc/cron.d"),
    Path("/usr/local/bin"),
    project_root() / "source",
    project_root() / "kit",
)


def fingerprint(engine: Engine) -> dict[str, Any]:
    """Return what the host has: files, processes, network, and what the engine at hand holds."""
    client = engine.client
    return {
        "files": {name: _content(Path(name)) for name in _FILES},
        "folders": {str(folder): _listed(folder) for folder in _FOLDERS},
        "processes": sorted(_processes()),
        "addresses": _printed("ip", "-o", "addr", "show", "up"),
        "routes": _printed("ip", "route"),
        "containers": sorted(one.id or "" for one in client.containers.list(all=True, ignore_removed=True)),
        "images": sorted(one.id or "" for one in client.images.list(all=True)),
        "tags": sorted(tag for one in client.images.list() for tag in one.tags),
        "networks": sorted(str(one.name) for one in client.networks.list()),
        "volumes": sorted(str(one.name) for one in client.volumes.list()),
    }


@contextmanager
def server() -> Iterator[tuple[str, list[str]]]:
    """Listen on all addresses of this machine; yield ``127.0.0.1:port`` and the paths that were asked for."""
    asked: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    listening = http.server.ThreadingHTTPServer(("", 0), Handler)
    threading.Thread(target=listening.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{listening.server_address[1]}", asked
    finally:
        listening.shutdown()
        listening.server_close()


def own_address() -> str:
    """Return an address of this machine that is not its loopback."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe, suppress(OSError):
        probe.connect(("192.0.2.1", 9))
        return str(probe.getsockname()[0])
    return "127.0.0.1"


def _content(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _listed(folder: Path) -> list[tuple[str, int]]:
    if not folder.is_dir():
        return []
    entries = [entry for entry in os.scandir(folder) if not entry.name.startswith(".cache")]
    return sorted(
        (entry.name, entry.stat(follow_symlinks=False).st_size) for entry in entries if not entry.is_dir()
    )


def _processes() -> Iterator[str]:
    """Yield the programs that run in this network, but for those that come and go with the machine."""
    ours = Path("/proc/self/ns/net").readlink()
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if (folder / "ns/net").readlink() == ours and (folder / "cmdline").read_bytes():
                yield (folder / "comm").read_text().strip()


def _printed(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout
