"""Where an engine may answer: what the learner chose, else the usual sockets."""

import json
import os
import subprocess
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from docker import ContextAPI, DockerClient, errors
from docker.tls import TLSConfig
from docker.utils import kwargs_from_env
from requests.utils import get_environ_proxies

from quaycrane.engine.connection.command import docker_command
from quaycrane.engine.connection.tunnel import open_tunnel
from quaycrane.engine.connection.waiting import patient
from quaycrane.engine.ours.labelled import labelling_client
from quaycrane.engine.trouble.permission import may_be_there
from quaycrane.errors import QuaycraneError

HOST_VARIABLE = "QUAYCRANE_ENGINE_HOST"
"""Variable with the name at which published ports answer, for an engine whose socket leads elsewhere."""

HERE = "127.0.0.1"
"""Where the published ports of an engine on this machine answer."""

_DEFAULT = "the default socket"
_EVERY_ENGINE_SPEAKS = "1.24"  # only to ask which API it speaks, which needs none


@dataclass(frozen=True)
class Candidate:
    """A place where an engine may answer.

    Attributes:
        origin: Who named it, as a person would say it.
        url: Its address, ``unix://...``, ``tcp://...``, ``ssh://...``.
        environment: What makes the `docker` command talk to the same one, by its own means.
        chosen: Whether the learner named it, so that no other may stand in for it.
    """

    origin: str
    url: str
    environment: dict[str, str]
    chosen: bool = False
    tls: Any = field(default=None, compare=False)

    def client(self, timeout_seconds: int = 120) -> DockerClient:
        """Return a client for it.

        Raises:
            NoEngineError: Its address leads through `ssh`, and that does not get there.
            DockerException: It does not answer.
        """
        timeout = round(patient(timeout_seconds))
        first = self._client(timeout=timeout, version=_EVERY_ENGINE_SPEAKS)
        with closing(first):
            spoken = first.api.version(api_version=False)["ApiVersion"]
        return self._client(timeout=timeout, version=spoken)

    def _client(self, **options: Any) -> DockerClient:  # noqa: ANN401 - the SDK's own options
        """Return a client that has not talked to the engine yet."""
        if self.url.startswith("ssh://"):
            return labelling_client(base_url=f"unix://{open_tunnel(self.url)}", **options)
        if self.origin == "DOCKER_HOST":
            client = labelling_client(**kwargs_from_env(), **options)
        else:
            client = labelling_client(base_url=self.url, tls=self.tls or False, **options)
        # REQUESTS_CA_BUNDLE would stand in for the engine's own certificates; proxies stay.
        client.api.proxies.update(get_environ_proxies(client.api.base_url))
        client.api.trust_env = False
        return client

    @property
    def command_environment(self) -> dict[str, str]:
        """What makes the `docker` command talk to the same engine, over the same connection."""
        if self.url.startswith("ssh://"):
            return {"DOCKER_HOST": f"unix://{open_tunnel(self.url)}", HOST_VARIABLE: self.host}
        return self.environment

    @property
    def handed_on(self) -> dict[str, str]:
        """The variables that lead other programs here, which would look elsewhere without them."""
        leads_here = self.chosen or self.origin == _DEFAULT
        return {} if leads_here else {"DOCKER_HOST": self.url} | self.environment

    @property
    def host(self) -> str:
        """The name or address at which the engine's published ports answer."""
        if self.url.startswith(("tcp://", "ssh://", "http://", "https://")):
            return urlsplit(self.url).hostname or HERE
        return os.environ.get(HOST_VARIABLE) or HERE


def candidates() -> tuple[Candidate, ...]:
    """Return the places to ask, in the order in which the `docker` command would."""
    if host := os.environ.get("DOCKER_HOST"):
        handed_on = {f"unix://{path}": origin for origin, path in _usual_sockets()}
        if host in handed_on:  # as a notebook or Lab of ours found it before
            return (Candidate(handed_on[host], host, {"DOCKER_HOST": host}, chosen=True),)
        return (Candidate("DOCKER_HOST", host, {}, chosen=True),)
    if context := _context():
        return (context,)
    return tuple(
        Candidate(origin, f"unix://{path}", {"DOCKER_HOST": f"unix://{path}"})
        for origin, path in _usual_sockets()
        if may_be_there(path)
    )


def _context() -> Candidate | None:
    """Return the docker context in use, None for the default one."""
    name = os.environ.get("DOCKER_CONTEXT")
    try:
        context = ContextAPI.get_context(name) if name else ContextAPI.get_current_context()
    except errors.DockerException:
        context = None
    if context is None and name:
        return _context_by_command(name)
    if context is None or context.name == "default":
        return None
    environment = {"DOCKER_CONTEXT": context.name}
    origin = f"docker context {context.name}"
    return Candidate(origin, context.Host or "none://", environment, chosen=True, tls=context.TLSConfig)


def _context_by_command(name: str) -> Candidate:
    """Ask the docker command about a context: the SDK sees none where there is no config.json."""
    try:
        asked = subprocess.run(  # noqa: S603 - a list, no shell
            [docker_command(), "context", "inspect", name], capture_output=True, text=True, check=True
        )
        context = json.loads(asked.stdout)[0]
        host = str(context["Endpoints"]["docker"]["Host"])
    except (QuaycraneError, subprocess.CalledProcessError, ValueError, LookupError):
        return Candidate(f"docker context {name}, which does not exist", "none://", {}, chosen=True)
    keys = Path(context.get("Storage", {}).get("TLSPath", ""), "docker")
    names = {name: str(keys / f"{name}.pem") for name in ("ca", "cert", "key")}
    tls = (
        TLSConfig(client_cert=(names["cert"], names["key"]), ca_cert=names["ca"], verify=True)
        if (keys / "ca.pem").exists()
        else None
    )
    return Candidate(f"docker context {name}", host, {"DOCKER_CONTEXT": name}, chosen=True, tls=tls)


def _usual_sockets() -> tuple[tuple[str, Path], ...]:
    home = Path.home()
    return (
        (_DEFAULT, Path("/var/run/docker.sock")),
        ("Docker Desktop", home / ".docker/run/docker.sock"),
        ("Docker Desktop", home / ".docker/desktop/docker.sock"),
        ("the rootless socket", Path(os.environ.get("XDG_RUNTIME_DIR", "/nowhere")) / "docker.sock"),
    )
