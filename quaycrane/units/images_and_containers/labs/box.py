"""A container to play with: each action is sent to the engine, and what came of it is looked at."""

import re
import time
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from quaycrane.engine import Running, explained
from quaycrane.errors import NoEngineError, QuaycraneError

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_IMAGE = "alpine:3"
_GRACE_SECONDS = 2
_LONG_ID = re.compile(r"\b([0-9a-f]{12})[0-9a-f]{52}\b")


class Main(StrEnum):
    """The main process of the container."""

    DEAF = "sleep, without a handler"
    INIT = "sleep, with --init"
    HANDLER = "a shell with a handler"

    @property
    def command(self) -> list[str]:
        """The command."""
        if self is Main.HANDLER:
            return ["sh", "-c", "trap 'exit 0' TERM; sleep 600 & wait"]
        return ["sleep", "600"]


class Action(StrEnum):
    """What can be asked of the engine."""

    RUN = "run"
    WRITE = "write a file"
    STOP = "stop"
    START = "start"
    KILL = "kill"
    PAUSE = "pause"
    UNPAUSE = "unpause"
    REMOVE = "rm"


@dataclass(frozen=True)
class Seen:
    """What an action led to.

    Attributes:
        action: The action.
        state: The container's state, ``none`` where there is no container.
        code: Its exit code, None unless it has ended.
        files: The files that were written into it and are there.
        seconds: How long the engine took.
        refused: What the engine said where it refused, else empty.
    """

    action: Action
    state: str
    code: int | None
    files: tuple[str, ...]
    seconds: float
    refused: str = ""


class Box:
    """One container after the other, each of the same image.

    Args:
        engine: Where they are.
        main: The main process of the next one that is run.
    """

    def __init__(self, engine: "Engine", main: Main = Main.DEAF) -> None:
        self._engine, self.main = engine, main
        self._running: Running | None = None
        self._written = 0

    def act(self, action: Action) -> Seen:
        """Send an action to the engine and return what came of it.

        Raises:
            NoEngineError: The engine stopped answering.
        """
        refused, began = "", time.monotonic()
        try:
            with explained():
                self._send(action)
        except NoEngineError:
            raise
        except QuaycraneError as error:
            refused = _LONG_ID.sub(r"\1", error.why or error.what)
        seconds = time.monotonic() - began
        return Seen(action, *self._look(), seconds, refused)

    def close(self) -> None:
        """Remove the container that is there."""
        if self._running:
            with explained():
                self._running.container.remove(force=True)
            self._running = None

    def _send(self, action: Action) -> None:
        if action is Action.RUN:
            self.close()
            made = self._engine.client.containers.run(
                _IMAGE, self.main.command, detach=True, init=self.main is Main.INIT
            )
            self._running = Running(made, "")
            return
        if self._running is None:
            raise QuaycraneError("There is no container: run one")
        container = self._running.container
        match action:
            case Action.WRITE:
                self._written += 1
                container.exec_run(["touch", f"/note-{self._written}"])
            case Action.STOP:
                container.stop(timeout=_GRACE_SECONDS)
            case Action.KILL:
                container.kill()
                container.wait()
            case Action.REMOVE:
                container.remove()
                self._running = None
            case _:
                getattr(container, action.value)()

    def _look(self) -> tuple[str, int | None, tuple[str, ...]]:
        if self._running is None:
            return "none", None, ()
        container = self._running.container
        with explained():
            container.reload()
            changed = [str(entry["Path"]) for entry in container.diff() or []]
        state = container.attrs["State"]
        code = int(state["ExitCode"]) if state["Status"] == "exited" else None
        return str(state["Status"]), code, tuple(path for path in changed if path.startswith("/note-"))
