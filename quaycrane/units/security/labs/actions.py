"""Ten things that somebody in a container may try, and an image to try them in."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from quaycrane.engine import wait_until
from quaycrane.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quaycrane.engine import Engine

BASE = "python:3.13-slim"
_SECONDS = 40
_BENCH = f"""FROM {BASE}
RUN cp /usr/bin/id /usr/local/bin/set-uid-id && chmod u+s /usr/local/bin/set-uid-id \\
 && echo "the other's diary" > /srv/diary && chown 4321:4321 /srv/diary && chmod 600 /srv/diary \\
 && echo "root's own" > /srv/notes
"""
ACTIONS: "Mapping[str, tuple[str, str]]" = {
    "write to /etc": ("", "echo x > /etc/written"),
    "give a file another owner": ("CHOWN", "chown 1000 /srv/notes"),
    "read another user's file": ("DAC_OVERRIDE", "cat /srv/diary"),
    "become another user": ("SETUID", "python3 -c 'import os; os.setuid(4321)'"),
    "become root by a set-uid program": ("", "test $(set-uid-id -u) = 0"),
    "listen on port 80": ("", "python3 -c 'import socket; socket.create_server((\"\", 80))'"),
    "send raw packets": (
        "NET_RAW",
        "python3 -c 'import socket; socket.socket(socket.AF_INET, socket.SOCK_RAW, 1)'",
    ),
    "make a device": ("MKNOD", "mknod /dev/shm/null c 1 3"),
    "mount a file system": ("SYS_ADMIN", "mount -t tmpfs none /srv"),
    "set the host name": ("SYS_ADMIN", "python3 -c 'import socket; socket.sethostname(\"other\")'"),
}
"""What is tried: the capability that root needs for it, empty for none, and the command."""

_TRY = """for one in "$@"; do told=$(sh -c "$one" 2>&1); code=$?
printf '%s\\t%s\\n' "$code" "$(printf '%s' "$told" | grep -v '^ ' | tail -n 1)"; done"""


@dataclass(frozen=True)
class Setting:
    """How a container is started.

    Attributes:
        user: A number as text; empty for root.
        drop: Capabilities to take away; ``ALL`` for all.
        add: Capabilities to give.
        read_only: Whether its root file system is read-only.
        no_new_privileges: Whether no program may give it more rights than it has.
    """

    user: str = ""
    drop: "Sequence[str]" = ()
    add: "Sequence[str]" = ()
    read_only: bool = False
    no_new_privileges: bool = False

    @property
    def command(self) -> str:
        """What one would write."""
        parts = ["docker run"]
        parts += [f"--user {self.user}"] if self.user else []
        parts += [f"--cap-drop {one}" for one in self.drop]
        parts += [f"--cap-add {one}" for one in self.add]
        parts += ["--read-only"] if self.read_only else []
        parts += ["--security-opt no-new-privileges"] if self.no_new_privileges else []
        return " ".join(parts)


@dataclass(frozen=True)
class Try:
    """What came of one action.

    Attributes:
        action: A key of `ACTIONS`.
        allowed: Whether it succeeded.
        said: The last line that was printed.
    """

    action: str
    allowed: bool
    said: str


def try_actions(engine: "Engine", setting: Setting) -> tuple[Try, ...]:
    """Try every action in a container of its own: without a network, with no folder of the machine in it.

    Args:
        engine: Where.
        setting: How the container is started.

    Raises:
        QuaycraneError: The engine refused to start it.
    """
    options = ["no-new-privileges:true"] if setting.no_new_privileges else []
    commands = [command for _, command in ACTIONS.values()]
    started = engine.running(
        _bench(engine), ["sh", "-c", _TRY, "sh", *commands], user=setting.user or None,
        cap_drop=list(setting.drop), cap_add=list(setting.add), read_only=setting.read_only,
        security_opt=options, network_mode="none", mem_limit="256m",
    )  # fmt: skip
    with started as running:
        wait_until(lambda: running.exit_code is not None, timeout_seconds=_SECONDS, what="all was tried")
        lines = running.logs(len(ACTIONS)).splitlines()
    if len(lines) != len(ACTIONS):
        raise InputError("Not all of it could be tried", why="\n".join(lines))
    pairs = (line.partition("\t") for line in lines)
    return tuple(
        Try(action, code == "0", said.rpartition(": ")[2].rpartition("] ")[2])
        for action, (code, _, said) in zip(ACTIONS, pairs, strict=True)
    )


def _bench(engine: "Engine") -> str:
    with TemporaryDirectory(prefix="quaycrane-lab-") as folder:
        return engine.build(Path(folder), dockerfile=_BENCH, tag=engine.name("bench")).image_id
