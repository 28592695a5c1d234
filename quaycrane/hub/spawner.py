"""A spawner for JupyterHub: each server has an engine of its own, as long as it runs."""

import asyncio
import pwd
import sys
from asyncio.subprocess import PIPE, Process
from typing import Any

from jupyterhub.spawner import LocalProcessSpawner
from traitlets import Float, Int, List, Unicode

from quaycrane.engine import SlotLimits
from quaycrane.errors import NoSlotsError
from quaycrane.hub.wanted import Wanted

_limits = SlotLimits()


class SlotSpawner(LocalProcessSpawner):  # type: ignore[misc] # untyped
    """Starts servers as JupyterHub's own does, each in the account of its user, and beside each a slot.

    The slot is the only engine that the server is told of, and only its user's group may use it. A process
    beside the server keeps it, and throws it away when the server ends, however that or the hub ends.
    """

    memory_bytes = Int(_limits.memory_bytes, help="Memory of what a student starts.").tag(config=True)
    processes = Int(_limits.processes, help="Processes of what a student starts.").tag(config=True)
    disk_bytes = Int(_limits.disk_bytes, help="Disk of a slot.").tag(config=True)
    cpus = Float(_limits.cpus, help="Processors of a slot.").tag(config=True)
    units = List(
        Unicode(), help="The units whose images a slot holds, as far as the engine has them; empty for all."
    ).tag(config=True)

    _keeper: Process | None = None
    _address = ""

    start_timeout = Int(600, help="Seconds until a start has failed; the first slot prepares images.").tag(
        config=True
    )

    def get_env(self) -> dict[str, str]:
        """Return the server's variables."""
        env: dict[str, str] = super().get_env()
        return {**env, "DOCKER_HOST": self._address}

    async def start(self) -> Any:  # noqa: ANN401 - untyped
        """Open a slot and start the server.

        Raises:
            NoSlotsError: There is no engine on which a slot could run, or it allows none.
        """
        group = pwd.getpwnam(self.user.name).pw_gid
        limits = SlotLimits(self.memory_bytes, self.processes, self.disk_bytes, self.cpus)
        wanted = Wanted(group, tuple(self.units), limits).as_argument()
        command = (sys.executable, "-m", "quaycrane.hub.keeper", wanted)
        self._keeper = keeper = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=PIPE, stderr=PIPE, start_new_session=True
        )
        assert keeper.stdin and keeper.stdout and keeper.stderr  # noqa: S101, PT018 - they are pipes
        self._address = (await keeper.stdout.readline()).decode().strip()
        if not self._address:
            raise _refused((await keeper.stderr.read()).decode().strip())
        where = await super().start()
        keeper.stdin.write(f"{self.pid}\n".encode())
        await keeper.stdin.drain()
        return where

    async def stop(self, now: bool = False) -> None:  # noqa: FBT001, FBT002 - JupyterHub's signature
        """Stop the server, and wait until its slot is gone."""
        await super().stop(now)
        keeper, self._keeper = self._keeper, None
        if keeper and keeper.stdin:  # a hub that began after this server has none
            keeper.stdin.close()
            await keeper.wait()


def _refused(why: str) -> NoSlotsError:
    """Return an error that JupyterHub's page shows to the student."""
    error = NoSlotsError("There is no engine for you just now", why=why, fix="Tell your instructor")
    error.jupyterhub_message = str(error)  # type: ignore[attr-defined] # read by JupyterHub
    return error
