"""Runs one program in several surroundings, and compares what it sees."""

import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.errors import QuaycraneError
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from quaycrane.engine import Engine

HOST, HOST_ABROAD = "this machine", "this machine, set for Japan"
BOX, BOX_ABROAD, BOX_TOLD = "container", "container, machine set for Japan", "container, told -e TZ, -e LANG"

PACKED = ("Python", "OpenSSL", "SQLite", "C library", "Node")
SETTINGS = ("time zone", "language", "host name")
NOT_PACKED = ("kernel", "CPUs seen", "clock")

_ABROAD = {"TZ": "JST-9", "LANG": "ja_JP.UTF-8"}
_PROGRAM = "tell.py"
_HOST_SECONDS = 20


@dataclass(frozen=True)
class Surroundings:
    """What a program saw in each of several surroundings.

    Attributes:
        seen: For each of the surroundings, by name, the facts by their names.
        provenance: Where the containers ran.
        host_missing: Why nothing ran outside a container, empty where it did.
    """

    seen: Mapping[str, Mapping[str, str]]
    provenance: Provenance
    host_missing: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """All facts: what is packed, what is a setting, what is not packed."""
        return PACKED + SETTINGS + NOT_PACKED

    def same(self, where: str, fact: str) -> bool:
        """Return whether a fact is what the plain container saw, byte for byte."""
        return self.seen[where].get(fact) == self.seen[BOX].get(fact)

    def differing(self, where: str, facts: tuple[str, ...] = PACKED + SETTINGS) -> tuple[str, ...]:
        """Return the facts that are not as in the plain container."""
        return tuple(fact for fact in facts if not self.same(where, fact))

    @property
    def changed(self) -> str:
        """What the machine's settings changed in the container: ``nothing``, a setting, or ``both``."""
        zone, language = SETTINGS[:2]
        facts = {f"its {fact}" for fact in self.differing(BOX_ABROAD, (zone, language))}
        return "both" if len(facts) > 1 else next(iter(facts), "nothing")

    @property
    def told(self) -> str:
        """Sentences that say what was the same, and what was not."""
        packed = self.differing(BOX_ABROAD)
        box = f"differs in {', '.join(packed)}" if packed else "is the same, byte for byte"
        shown = ", ".join(f"{fact} {self.seen[BOX][fact]}" for fact in PACKED)
        lines = [f"In the container: {shown}.", f"With the machine set for Japan all that {box}."]
        if HOST in self.seen:
            here = ", ".join(f"{fact} {self.seen[HOST][fact]}" for fact in self.differing(HOST, PACKED))
            lines.append(f"Without a container this machine gives: {here or 'the same libraries'}.")
        else:
            lines.append(self.host_missing)
        return "\n".join(lines)


def surroundings(
    engine: "Engine", image: str, folder: Path | str = "surroundings", *, python: str | None = None
) -> Surroundings:
    """Run the program on this machine where there is a Python, and in containers.

    Args:
        engine: Where the containers run.
        image: An image with the program in it.
        folder: Where the program lies on this machine.
        python: The Python of this machine; None looks for it, an empty text says that there is none.

    Raises:
        QuaycraneError: A container failed, or the engine went away.
    """
    python = python if python is not None else shutil.which("python3") or shutil.which("python") or ""
    seen: dict[str, Mapping[str, str]] = {}
    if python:
        program = Path(folder, _PROGRAM)
        seen[HOST] = _seen(lambda: _on_host(python, program))
        with _set_abroad():
            seen[HOST_ABROAD] = _seen(lambda: _on_host(python, program))
    # Two containers that get one host name, for an engine gives each another.
    plain = ["run", "--rm", "--hostname", "box", image]
    arguments = [*plain[:2], *(word for key, value in _ABROAD.items() for word in ("-e", f"{key}={value}"))]
    seen[BOX] = _seen(lambda: _in_container(engine, plain))
    with _set_abroad():
        seen[BOX_ABROAD] = _seen(lambda: _in_container(engine, plain))
    seen[BOX_TOLD] = _seen(lambda: _in_container(engine, [*arguments, "--hostname", "tokyo", image]))
    missing = "" if python else "There is no python3 on this machine, so nothing ran outside a container."
    return Surroundings(seen, provenance(engine, image), missing)


@contextmanager
def _set_abroad() -> Iterator[None]:
    """Set this process as on a machine in Japan: what it starts, `docker` too, is told so."""
    before = dict(os.environ)
    os.environ.update(_ABROAD)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def _seen(run: Callable[[], str]) -> Mapping[str, str]:
    began = int(time.time())
    text = run()
    facts = dict(re.findall(r"^(.+?): ?(.*)$", text, re.MULTILINE))
    if facts.get("clock", "").isdecimal():
        off = max(began - int(facts["clock"]), int(facts["clock"]) - int(time.time()), 0)
        facts["clock"] = "ours" if off == 0 else f"{off} s off ours"
    return facts


def _on_host(python: str, program: Path) -> str:
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LC_")}
    command = [python, str(program)]
    try:
        done = subprocess.run(  # noqa: S603 - the course's own program
            command, capture_output=True, text=True, env=environment, timeout=_HOST_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout


def _in_container(engine: "Engine", arguments: list[str]) -> str:
    printed: list[str] = []
    if code := engine.docker(arguments, printed.append):
        raise QuaycraneError(f"The container ended with code {code}", why="".join(printed).strip())
    return "".join(printed)
