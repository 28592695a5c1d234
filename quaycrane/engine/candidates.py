"""Where an engine may answer: what the learner chose, else the usual sockets."""

import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from docker import ContextAPI, DockerClient, errors


@dataclass(frozen=True)
class Candidate:
    """A place where an engine may answer.

    Attributes:
        origin: Who named it, as a person would say it.
        url: Its address, ``unix://...``, ``tcp://...``, ``ssh://...``.
        environment: What makes the `docker` command talk to the same one.
        chosen: Whether the learner named it, so that no other may stand in for it.
    """

    origin: str
    url: str
    environment: dict[str, str]
    chosen: bool = False
    tls: Any = field(default=None, compare=False)

    def client(self, timeout_seconds: int = 120) -> DockerClient:
        """Return a client for it, which has not talked to it yet."""
        options: dict[str, Any] = {"base_url": self.url, "timeout": timeout_seconds}
        if self.tls:
            options["tls"] = self.tls
        if self.chosen and self.origin == "DOCKER_HOST":
            return DockerClient.from_env(timeout=timeout_seconds)
        return DockerClient(**options)

    @property
    def socket(self) -> Path | None:
        """The path of its socket, None when it has no such file."""
        return Path(self.url.removeprefix("unix://")) if self.url.startswith("unix://") else None


def candidates() -> tuple[Candidate, ...]:
    """Return the places to ask, in the order in which the `docker` command would."""
    if host := os.environ.get("DOCKER_HOST"):
        return (Candidate("DOCKER_HOST", host, {}, chosen=True),)
    if context := _context():
        return (context,)
    return tuple(
        Candidate(origin, f"unix://{path}", {"DOCKER_HOST": f"unix://{path}"})
        for origin, path in _usual_sockets()
        if path.exists()
    )


def _context() -> Candidate | None:
    """Return the docker context in use, None for the default one."""
    name = os.environ.get("DOCKER_CONTEXT")
    try:
        context = ContextAPI.get_context(name) if name else ContextAPI.get_current_context()
    except errors.DockerException:
        context = None
    if context is None and name:
        return Candidate(f"docker context {name}, which does not exist", "none://", {}, chosen=True)
    if context is None or context.name == "default":
        return None
    environment = {"DOCKER_CONTEXT": context.name}
    origin = f"docker context {context.name}"
    return Candidate(origin, context.Host or "none://", environment, chosen=True, tls=context.TLSConfig)


def _usual_sockets() -> tuple[tuple[str, Path], ...]:
    home = Path.home()
    return (
        ("the default socket", Path("/var/run/docker.sock")),
        ("Docker Desktop", home / ".docker/run/docker.sock"),
        ("Docker Desktop", home / ".docker/desktop/docker.sock"),
        ("the rootless socket", Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / "docker.sock"),
    )
