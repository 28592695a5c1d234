"""A connection: what answered, where it is, and the SDK's client for it."""

from enum import StrEnum

import requests
from docker import DockerClient, errors

from quaycrane.engine.connection.candidates import HERE, Candidate
from quaycrane.errors import NoEngineError, as_called

WAYS_OUT = (
    "Start Docker (Docker Desktop, or `systemctl start docker`), or name an engine in DOCKER_HOST.",
    as_called(
        "Let the course bring one: on Linux as root `./course engine start`, "
        "without rights `./course pocket`."
    ),
    "Go on without one: text checks work, and what needs an engine is marked as not checked.",
)
"""The three ways out for a learner without an engine, as sentences in Markdown."""

_LOOPBACK = {HERE, "localhost"}


class Kind(StrEnum):
    """Which rung of the ladder answered."""

    LIVE = "live"
    STARTED = "started"
    POCKET = "pocket"
    NONE = "none"


class Connection:
    """The way to a Docker Engine that answered, or to none: then using it raises `NoEngineError`.

    Attributes:
        kind: The rung of the ladder.
        origin: Who named it, as a person would say it.
        version: The engine's version, empty when there is none.
        product: ``Docker Engine``, or what else answers in its place.
        tried: Why each place that was asked did not answer, and where it can be said, what would mend it.
        environment: What makes the `docker` command talk to the same engine.
        handed_on: The variables that lead `docker.from_env()`, a shell and its `docker` to it; empty
            where they get there by themselves.
        published_host: The name or address at which its published ports answer.
        times_slower: How many times as long small work takes there as here; None where nobody measured.
    """

    times_slower: float | None = None

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
        self.published_host = place.host if place else HERE
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

    @property
    def publishes_locally(self) -> bool:
        """Whether published ports answer at this machine's own loopback address."""
        return self.published_host in _LOOPBACK

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
            case Kind.POCKET:
                slower = f", about {self.times_slower:.0f} times slower" if self.times_slower else ""
                return f"Docker Engine {self.version} (in an emulated machine{slower})"
        return "No Docker Engine"
