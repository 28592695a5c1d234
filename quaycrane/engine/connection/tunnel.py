"""Brings the socket of an engine behind `ssh` to this machine, by the person's own ssh client.

One connection serves the SDK and every `docker` command, with the keys, agent, jump hosts and known hosts
that `ssh` itself uses.
"""

import atexit
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from quaycrane.errors import NoEngineError

_PATIENCE_SECONDS = 10
_READY = "quaycrane-ready"
_ASK = "docker context inspect --format '{{.Endpoints.docker.Host}}'"
_USUAL = "/var/run/docker.sock"


_open: dict[str, tuple["subprocess.Popen[str]", Path]] = {}


def open_tunnel(url: str) -> Path:
    """Return the path of a local socket that leads to the engine at `url`, until this process ends.

    Args:
        url: ``ssh://[user@]host[:port][/path/of/its/socket]``.

    Raises:
        NoEngineError: There is no ssh client, or it does not get there; with what it said.
    """
    if url in _open and _open[url][0].poll() is None:
        return _open[url][1]
    place = urlsplit(url)
    if not shutil.which("ssh") or not place.hostname:
        raise NoEngineError("there is no ssh client here" if place.hostname else "the address names no host")
    command = ["ssh", "-T", "-o", "BatchMode=yes", "-o", f"ConnectTimeout={_PATIENCE_SECONDS}"]
    command += ["-o", "ExitOnForwardFailure=yes", "-o", "ServerAliveInterval=10"]
    command += ["-l", place.username] if place.username else []
    command += ["-p", str(place.port)] if place.port else []
    theirs = place.path.rstrip("/") or _their_socket([*command, "--", place.hostname, _ASK])
    folder = Path(tempfile.mkdtemp(prefix="quaycrane-ssh-"))
    ours = folder / "docker.sock"
    command += ["-L", f"{ours}:{theirs}", "--", place.hostname, f"echo {_READY}; exec cat"]
    process = subprocess.Popen(  # noqa: S603 - a list, no shell
        command,
        stdin=subprocess.PIPE,  # its end ends `cat`, and so the connection, however we end
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    if not process.stdout or process.stdout.readline().strip() != _READY:
        said = process.stderr.read() if process.stderr else ""
        _close(process, folder)
        raise NoEngineError(_last_line(said))
    _open[url] = process, ours
    return ours


def close_tunnels() -> None:
    """Close every tunnel of this process."""
    while _open:
        _, (process, ours) = _open.popitem()
        _close(process, ours.parent)


atexit.register(close_tunnels)


def _their_socket(command: list[str]) -> str:
    try:
        asked = subprocess.run(  # noqa: S603 - a list, no shell
            command,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=2 * _PATIENCE_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NoEngineError("ssh got no answer from it") from None
    if asked.returncode == 255:  # noqa: PLR2004 - ssh's own failures
        raise NoEngineError(_last_line(asked.stderr))
    path = asked.stdout.strip()
    return path.removeprefix("unix://") if path.startswith("unix://") else _USUAL


def _last_line(said: str) -> str:
    lines = [line for line in said.splitlines() if line.strip()]
    return f"ssh said: {lines[-1].strip()}" if lines else "ssh ended without a word"


def _close(process: "subprocess.Popen[str]", folder: Path) -> None:
    if process.stdin:
        with suppress(OSError):
            process.stdin.close()
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(5)
    shutil.rmtree(folder, ignore_errors=True)
