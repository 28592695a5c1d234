"""Puts an image to its smoke test: it does the one thing that it is there for."""

import time
import urllib.request
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quaycrane.engine import Running, wait_until
from quaycrane.errors import QuaycraneError
from quaycrane.kit.catalogue import KitImage

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_READY_SECONDS = 120


@dataclass(frozen=True)
class Smoke:
    """What a smoke test saw.

    Attributes:
        reference: The image.
        passed: Whether it did what it is there for.
        seen: What it printed or served, shortened, or what went wrong.
        seconds: How long the test took.
    """

    reference: str
    passed: bool
    seen: str
    seconds: float


def smoke(engine: "Engine", image: KitImage) -> Smoke:
    """Run the smoke test that the catalogue has for an image.

    Raises:
        NoEngineError: There is no engine.
    """
    engine.client  # noqa: B018 - raises where there is none
    started = time.monotonic()
    wanted = str(image.smoke.get("prints", ""))
    try:
        seen = _seen(engine, image, wanted)
        passed = wanted in seen
    except QuaycraneError as error:
        seen, passed = str(error), False
    line = next((line.strip() for line in seen.splitlines() if wanted in line and line.strip()), seen[:200])
    return Smoke(image.reference, passed, line, time.monotonic() - started)


def _seen(engine: "Engine", image: KitImage, wanted: str) -> str:
    test = image.smoke
    seen = []
    if test.get("shell") is False:
        seen.append(_without_shell(engine, image.reference))
    if "port" in test:
        with engine.running(image.reference, ports=[test["port"]]) as running:
            seen.append(_served(running, test["port"], test.get("path", "/")))
    elif "inside" in test:
        environment = dict(test.get("environment", {}))
        with engine.running(image.reference, environment=environment) as running:
            seen.append(_answered(running, list(test["inside"]), wanted))
    elif "run" in test or wanted:
        seen.append(_printed(engine, image.reference, test.get("run")))
    return "\n".join(reversed(seen))


def _printed(engine: "Engine", reference: str, command: Any) -> str:  # noqa: ANN401 - as the catalogue has it
    with engine.running(reference, command) as running:
        code = wait_until(
            lambda: None if running.exit_code is None else (running.exit_code,),
            timeout_seconds=_READY_SECONDS,
            what=f"{reference} ends",
        )[0]
        if code:
            raise QuaycraneError(f"{reference} ended with code {code}", why=running.logs())
        return running.logs(200)


def _served(running: Running, port: int, path: str) -> str:
    def page() -> str | None:
        try:
            with urllib.request.urlopen(f"http://{running.address(port)}{path}", timeout=5) as answer:
                return str(answer.read(2000).decode())
        except (OSError, QuaycraneError):  # a port of what has ended is not published
            _fail_if_ended(running)
            return None

    return wait_until(page, timeout_seconds=_READY_SECONDS, what="it serves a page")


def _answered(running: Running, command: list[str], wanted: str) -> str:
    def answer() -> str | None:
        try:
            printed = running.run(*command)
        except QuaycraneError:
            _fail_if_ended(running)
            return None
        return printed if wanted in printed else None

    return wait_until(answer, timeout_seconds=_READY_SECONDS, what=f"{command[0]} is answered")


def _without_shell(engine: "Engine", reference: str) -> str:
    """Return that the image has no shell; raise where it has one."""
    try:
        with engine.running(reference, ["-c", "true"], entrypoint="/bin/sh"):
            pass
    except QuaycraneError:
        return "no shell"
    raise QuaycraneError(f"{reference} has a shell", why="It should have none")


def _fail_if_ended(running: Running) -> None:
    if running.exit_code is not None:
        raise QuaycraneError("The container ended", why=running.logs())
