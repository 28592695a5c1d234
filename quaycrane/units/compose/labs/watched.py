"""Lets `docker compose watch` look after a project, edits a file, and waits until the container has it."""

import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import wait_until
from quaycrane.errors import QuaycraneError
from quaycrane.labs import Workspace

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_FILE = "watch.compose.yaml"
_PATIENCE_SECONDS = 30
_SERVICE = "page"


@dataclass(frozen=True)
class Watched:
    """What one edit did.

    Attributes:
        seconds: From the edit until the container had it.
        same_container: Whether it was the same container.
    """

    seconds: float
    same_container: bool

    @property
    def sentence(self) -> str:
        """What came out, in words."""
        which = "the same container" if self.same_container else "another container"
        return f"The edit was in {which} after {self.seconds:.1f} s, and nothing was built."


class _DoneError(Exception):
    """Ends the command that watches."""


def watched(engine: "Engine", folder: Path | str = "parts") -> Watched:
    """Bring a copy of a project up, watch it, edit a file of it, and look into the container.

    Args:
        engine: Where.
        folder: Where its files are.

    Raises:
        QuaycraneError: Compose refused, or the edit never arrived.
    """
    with Workspace(engine, folder, holds=_FILE) as work:
        watch = _Watch(engine, work.folder.rename(work.folder.with_name("watched")))
        try:
            watch.run("up", "--detach", "--build")
            return watch.edit()
        finally:
            watch.run("down", "--timeout", "0", "--rmi", "local")


class _Watch:
    def __init__(self, engine: "Engine", folder: Path) -> None:
        self._engine, self._folder, self._printed = engine, folder, ""
        self._result: Watched | None = None

    def run(self, *arguments: str) -> str:
        """Run a command of Compose and return what it printed."""
        printed: list[str] = []
        if self._engine.docker(self._told(*arguments), printed.append):
            raise QuaycraneError(f"`docker compose {arguments[0]}` failed", why="".join(printed)[-600:])
        return "".join(printed)

    def edit(self) -> Watched:
        """Watch, edit once it watches, and end it when the edit has arrived."""
        with suppress(_DoneError):
            self._engine.docker(self._told("watch", "--no-up"), self._hear)
        if self._result is None:
            raise QuaycraneError("`docker compose watch` ended by itself", why=self._printed[-600:])
        return self._result

    def _hear(self, text: str) -> None:
        self._printed += text
        if "watch enabled" not in self._printed.lower():
            return
        before, began = self._container(), time.monotonic()
        (self._folder / "page.txt").write_text("page edited\n")
        wait_until(
            lambda: "edited" in self._page(), timeout_seconds=_PATIENCE_SECONDS, what="the edit is there"
        )
        self._result = Watched(time.monotonic() - began, before == self._container())
        raise _DoneError

    def _told(self, *arguments: str) -> list[str]:
        return ["compose", "--progress=plain", "-f", str(self._folder / _FILE), *arguments]

    def _container(self) -> str:
        return self.run("ps", "--quiet", _SERVICE).strip()

    def _page(self) -> str:
        return self.run("exec", "-T", _SERVICE, "cat", "/page.txt")
