"""Stops a server that is started in several forms, all at the same time, and asks who is process 1."""

import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import Running, explained, wait_until
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from quaycrane.engine import Engine

BASE = "node:24-slim"
_DEAF, _POLITE = "node deaf.js", "node polite.js"
FORMS: dict[str, tuple[list[str], bool]] = {
    "exec form, no handler": (_DEAF.split(), False),
    "exec form, no handler, --init": (_DEAF.split(), True),
    "shell form, handler": (["/bin/sh", "-c", _POLITE], False),
    "shell form with exec, handler": (["/bin/sh", "-c", f"exec {_POLITE}"], False),
    "npm start, handler": (["npm", "start"], False),
    "exec form, handler": (_POLITE.split(), False),
}
"""The forms: the command that the engine starts, and whether with `--init`."""

_KILLED = 137
_PATIENCE_SECONDS = 60
_FIRST = "tr '\\0' ' ' < /proc/1/cmdline"


@dataclass(frozen=True)
class ServerEnd:
    """How one form ended.

    Attributes:
        form: The form.
        first: The command line of process 1.
        seconds: From `docker stop` until it had ended.
        code: Its exit code.
        closed: Whether the server closed in order, as its last line says.
    """

    form: str
    first: str
    seconds: float
    code: int
    closed: bool

    @property
    def was_killed(self) -> bool:
        """Whether the engine killed it when the grace was over."""
        return self.code == _KILLED


@dataclass(frozen=True)
class Endings:
    """All forms.

    Attributes:
        endings: One a form.
        provenance: Where they ran.
    """

    endings: tuple[ServerEnd, ...]
    provenance: Provenance

    @property
    def killed(self) -> list[str]:
        """The forms that waited for the end of the grace, and were killed."""
        return [ending.form for ending in self.endings if ending.was_killed]

    @property
    def closed(self) -> list[str]:
        """The forms whose server closed in order."""
        return [ending.form for ending in self.endings if ending.closed]

    @property
    def rows(self) -> list[dict[str, object]]:
        """A row for each form, for a table."""
        return [
            {
                "form": ending.form,
                "process 1": ending.first,
                "stop took": f"{ending.seconds:.1f} s",
                "exit code": ending.code,
                "server": "closed in order" if ending.closed else "was cut off",
            }
            for ending in self.endings
        ]


def endings(engine: "Engine", servers: Path | str = "stops") -> Endings:
    """Start the server in each form, and stop all of them at the same moment.

    Args:
        engine: Where to run them.
        servers: The folder of the two servers, with `stops.Dockerfile`.

    Raises:
        BuildError: Their image does not build.
        QuaycraneError: The engine refused, or went away.
    """
    folder = Path(servers)
    image = engine.build(folder, dockerfile=(folder / "stops.Dockerfile").read_text()).image_id
    with ExitStack() as stack:
        started = [(form, stack.enter_context(_started(engine, image, form))) for form in FORMS]
        firsts = [_ready(running) for _, running in started]
        with ThreadPoolExecutor(len(started)) as pool:
            stopped = list(pool.map(lambda one: _stopped(one[1]), started))
        server_ends = tuple(
            ServerEnd(form, first, seconds, running.exit_code or 0, "closed in order" in running.logs())
            for (form, running), first, seconds in zip(started, firsts, stopped, strict=True)
        )
    return Endings(server_ends, provenance(engine, BASE))


def _started(engine: "Engine", image: str, form: str) -> AbstractContextManager[Running]:
    command, init = FORMS[form]
    return engine.running(image, command, init=init)


def _ready(running: Running) -> str:
    """Wait until the server listens, and return the command line of process 1."""
    wait_until(
        lambda: "listening" in running.logs(),
        timeout_seconds=_PATIENCE_SECONDS,
        what="the server listens",
    )
    return running.run("sh", "-c", _FIRST).strip()


def _stopped(running: Running) -> float:
    began = time.monotonic()
    with explained():
        running.container.stop()
    return time.monotonic() - began
