"""Connects to the first engine that answers, on the rungs live and started."""

import atexit
import os
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import requests
from docker import DockerClient, errors

from quaycrane.engine import anonymous, containers, labels, layers, live_command, names, projects
from quaycrane.engine import build as builds
from quaycrane.engine.candidates import Candidate, candidates
from quaycrane.engine.daemon import Daemon
from quaycrane.engine.facts import EngineFacts, engine_facts
from quaycrane.engine.layers import HistoryEntry, Layer
from quaycrane.engine.permission import may_be_there
from quaycrane.engine.product import answering_product
from quaycrane.engine.unreachable import reason
from quaycrane.errors import NoEngineError, QuaycraneError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from contextlib import AbstractContextManager

WAYS_OUT = (
    "Start Docker (Docker Desktop, or `systemctl start docker`), or name an engine in DOCKER_HOST.",
    "On Linux as root, let the course install and start its own: `./course engine start`.",
    "Go on without one: text checks work, and what needs an engine is marked as not checked.",
)
"""The three ways out for a learner without an engine, as sentences in Markdown."""

_PING_SECONDS = 5


class Kind(StrEnum):
    """Which rung of the ladder answered."""

    LIVE = "live"
    STARTED = "started"
    NONE = "none"


class Engine:
    """A Docker Engine that answered, or none: then using it raises `NoEngineError`.

    Attributes:
        kind: The rung of the ladder.
        origin: Who named it, as a person would say it.
        version: The engine's version, empty when there is none.
        product: ``Docker Engine``, or what else answers in its place.
        tried: Why each place that was asked did not answer, and where it can be said, what would mend it.
        environment: What makes the `docker` command talk to the same engine.
        handed_on: The variables that lead `docker.from_env()`, a shell and its `docker` to it; empty
            where they get there by themselves.
    """

    def __init__(
        self,
        kind: Kind,
        place: Candidate | None = None,
        version: str = "",
        tried: tuple[str, ...] = (),
        product: str = "Docker Engine",
    ) -> None:
        self.kind, self.version, self.tried, self.product = kind, version, tried, product
        self.origin = place.origin if place else ""
        self.environment = dict(place.command_environment) if place else {}
        self.handed_on = place.handed_on if place else {}
        self._client = place.client() if place else None

    @property
    def client(self) -> DockerClient:
        """The SDK's own client; what is made through it carries our label, and goes when this process ends.

        Raises:
            NoEngineError: There is no engine.
        """
        if self._client is None:
            raise NoEngineError(
                "No Docker Engine answers", why="; ".join(self.tried), fix=" ".join(WAYS_OUT[:2])
            )
        return self._client

    def answers(self) -> bool:
        """Return whether it answers now."""
        try:
            return bool(self._client and self._client.ping())
        except (errors.DockerException, requests.RequestException, OSError, ValueError):
            return False

    def describe(self) -> str:
        """Return one line that says what answered."""
        match self.kind:
            case Kind.LIVE:
                return f"{self.product} {self.version} at {self.origin}"
            case Kind.STARTED:
                return f"Docker Engine {self.version} (started by the course)"
        return "No Docker Engine"

    def build(self, context: Path, **options: Any) -> builds.Build:  # noqa: ANN401 - see BuildOptions
        """Build an image with BuildKit.

        Args:
            context: The folder of the build context.
            options: ``dockerfile`` (its text; None takes the one in `context`), ``tag``,
                ``no_cache``, ``labels`` (in place of ours), ``arguments`` (for its ARGs),
                ``secrets`` (values by id, for ``RUN --mount=type=secret``), ``timeout_seconds`` (600),
                ``on_progress`` (called with the name of each step as it begins).

        Raises:
            BuildError: An instruction failed, or the Dockerfile cannot be read.
            EngineTimeoutError: It took too long.
            NoEngineError: There is no engine, or it stopped answering.
        """
        return builds.build(self.client, self.environment, Path(context), builds.BuildOptions(**options))

    def build_until(
        self,
        context: Path,
        enough: "Callable[[tuple[builds.BuildStep, ...]], bool]",
        **options: Any,  # noqa: ANN401 - see BuildOptions
    ) -> tuple[builds.BuildStep, ...]:
        """Build until the steps say what is asked, and keep no image; return the steps so far.

        Args:
            context: The folder of the build context.
            enough: Told the steps each time one begins; the build stops when it answers true.
            options: As for `build`.

        Raises:
            BuildError, EngineTimeoutError, NoEngineError: As `build` does, before it was stopped.
        """
        asked = builds.BuildOptions(enough=enough, **options)
        return builds.build_until(self.client, self.environment, Path(context), asked)

    def running(
        self,
        image: str,
        command: str | list[str] | None = None,
        *,
        ports: "Sequence[int]" = (),
        **options: Any,  # noqa: ANN401 - the SDK's own
    ) -> "AbstractContextManager[containers.Running]":
        """Run a container until the block ends; see `quaycrane.engine.containers.running`."""
        return containers.running(self.client, image, command, ports=ports, **options)

    def docker(
        self, arguments: "Sequence[str]", on_text: "Callable[[str], None]", *, typed: str | None = None
    ) -> int:
        """Run a `docker` command line as a person would; see `quaycrane.engine.live_command.run_live`."""
        return live_command.run_live(self, arguments, on_text, typed=typed)

    def name(self, word: str) -> str:
        """Return a name of this run's own, as ``web-3f9a`` for ``web``: the same at each call."""
        return names.own_name(word)

    def fresh(self, word: str) -> str:
        """Return the same name, after removing the container, network and volume that we gave it to."""
        return names.fresh_name(self.client, word)

    def facts(self) -> EngineFacts:
        """Return what the engine tells of itself."""
        return engine_facts(self.client)

    def layers(self, reference: str) -> tuple[Layer, ...]:
        """Return the layers of an image, bottom first."""
        return layers.layers(self.client, reference)

    def history(self, reference: str) -> tuple[HistoryEntry, ...]:
        """Return the history of an image, oldest entry first."""
        return layers.history(self.client, reference)

    def sweep(self, run: str | None = None) -> int:
        """Remove what `run` left (None: what runs left whose process is gone); return how many."""
        removed = labels.sweep(self.client, run) + projects.sweep_projects(self.client, run)
        return removed + (anonymous.remove_noted(self.client.api) if run is not None else 0)

    def sweep_own(self) -> int:
        """Remove what this process made on the engine; return how many things."""
        return self.sweep(labels.run_name())


def connect(*, start: bool = True) -> Engine:
    """Return the first engine that answers.

    Args:
        start: Whether our own daemon may be started where no other engine answers.

    Returns:
        An engine; one of kind `Kind.NONE` when none answers.
    """
    tried: list[str] = []
    daemon = Daemon()
    places = () if names_daemon(daemon) else candidates()
    for place in places:
        if engine := _ask(Kind.LIVE, place, tried):
            return engine
    if any(place.chosen for place in places):  # the learner's choice is not overruled
        return Engine(Kind.NONE, tried=tuple(tried))
    try:
        if start and daemon.can_start():
            daemon.start()
    except QuaycraneError as error:
        tried.append(str(error))
    if may_be_there(daemon.socket):
        own = Candidate("the course's own daemon", daemon.url, {"DOCKER_HOST": daemon.url})
        if engine := _ask(Kind.STARTED, own, tried):
            return engine
    return Engine(Kind.NONE, tried=tuple(tried) or ("no socket and no DOCKER_HOST on this machine",))


def names_daemon(daemon: Daemon) -> bool:
    """Return whether DOCKER_HOST leads to our own daemon: then it may be started, and is no one else's."""
    return os.environ.get("DOCKER_HOST") == daemon.url


def _ask(kind: Kind, place: Candidate, tried: list[str]) -> Engine | None:
    """Return the engine at `place`, after clearing away what crashed runs left on it."""
    try:
        asked = place.client(_PING_SECONDS)
        version = asked.version()
        asked.close()
    except (errors.DockerException, requests.RequestException, OSError, ValueError, NoEngineError) as error:
        tried.append(f"{place.origin} ({place.url}) does not answer: {reason(error, place.url)}")
        return None
    engine = Engine(kind, place, str(version["Version"]), product=answering_product(version))
    with suppress(errors.DockerException, requests.RequestException):
        engine.sweep()
    atexit.register(_leave, engine)
    return engine


def _leave(engine: Engine) -> None:
    """Remove what this process made, unless its parent answers for that."""
    with suppress(Exception):
        engine.sweep(labels.own_run(labels._token))  # noqa: SLF001 - the same package
