"""Gives a plain user in a container the engine's socket, and a folder of a sandbox to reach with it."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quaycrane.engine import RUN_LABEL, explained, run_name, volume, wait_until
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from quaycrane.engine import Engine

IMAGE = "node:24-alpine"
_AT = "/var/run/docker.sock"
_SECONDS = 40
# Asks the engine for a container that has the sandbox folder, as anyone may who can write to its socket.
_ASK = """
const http = require("http"), socketPath = "/var/run/docker.sock", [body] = process.argv.slice(1);
const ask = (method, path, text = "") => new Promise((resolve) => {
  const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) };
  const request = http.request({ socketPath, agent: false, method, path, headers }, (answer) => {
    let said = "";
    answer.on("data", (part) => said += part).on("end", () => resolve(said));
  });
  request.on("error", (error) => { console.log(error.code); process.exit(); });
  request.end(text);
});
(async () => {
  const said = await ask("POST", "/containers/create", body), id = JSON.parse(said).Id;
  if (!id) { console.log(said); process.exit(); }
  await ask("POST", `/containers/${id}/start`);
  await ask("POST", `/containers/${id}/wait`);
  await ask("DELETE", `/containers/${id}?force=1`);
  console.log("done");
  process.exit();
})();
"""


@dataclass(frozen=True)
class Reach:
    """What a plain user could do with the engine's socket.

    Attributes:
        alone: What came of it without the socket's group: ``done``, or the error's name.
        member: What came of it with the group.
        made: What it made in the sandbox folder, as `ls -ln` tells it; empty for nothing.
    """

    alone: str
    member: str
    made: str

    @property
    def choice(self) -> str:
        """What the file is, in the words of the unit's question."""
        if "rws" in self.made and self.made.split()[2] == "0":
            return "a set-uid file that root owns"
        return "a file of its own" if self.made else "nothing, it is not root"

    @property
    def sentence(self) -> str:
        """What it means."""
        if not self.made:
            return f"Here the socket could not be used from a container: {self.member}."
        return f"User 1000 made this file, through the engine: {self.made}"


def socket_reach(engine: "Engine") -> Reach:
    """Let user 1000 of a container ask the engine, by its socket, for a file in a folder of the sandbox.

    The sandbox is a volume of the unit's own; its folder on the engine's machine is open to root alone.

    Args:
        engine: Where.

    Raises:
        QuaycraneError: The engine refused.
    """
    with volume(engine) as sandbox:
        with explained():
            folder = engine.client.volumes.get(sandbox).attrs["Mountpoint"]
        command = "touch /sandbox/key && chown 0:0 /sandbox/key && chmod 4755 /sandbox/key"
        body = json.dumps(
            {
                "Image": "alpine:3",
                "Cmd": ["sh", "-c", command],
                "Labels": {RUN_LABEL: run_name()},
                "HostConfig": {"Binds": [f"{folder}:/sandbox"]},
            }
        )
        group = _printed(engine, ["stat", "-c", "%g", _AT], None, {})
        alone = _printed(engine, ["node", "-e", _ASK, body], "1000", {})
        member = _printed(engine, ["node", "-e", _ASK, body], "1000", {"group_add": [group]})
        made = _printed(engine, ["sh", "-c", "ls -ln /sandbox | grep key; true"], None, {}, sandbox)
    return Reach(alone, member, made)


def _printed(
    engine: "Engine", command: list[str], user: str | None, options: dict[str, Any], volume: str = ""
) -> str:
    """Return what a command prints in a container that has the engine's socket, or else the volume."""
    volumes = {volume: {"bind": "/sandbox", "mode": "ro"}} if volume else {_path(engine): {"bind": _AT}}
    started = engine.running(
        IMAGE, command, user=user, volumes=volumes, network_mode="none", entrypoint=[], **options
    )
    with started as running:
        wait_until(lambda: running.exit_code is not None, timeout_seconds=_SECONDS, what="it was asked")
        said = running.logs().strip()
    if "\n" in said:
        raise QuaycraneError("The engine's socket could not be tried", why=said)
    return said


def _path(engine: "Engine") -> str:
    """Return where the engine's socket is on the engine's own machine."""
    address = engine.environment.get("DOCKER_HOST", "")
    ours = address.removeprefix("unix://") if address.startswith("unix://") else _AT
    desktop = "desktop" in engine.facts().system.lower()
    return _AT if desktop else ours
