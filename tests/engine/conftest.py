"""Engines beside the suite's own: another image store, and machines that are reached over a cable."""

import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import trustme

from quaycrane.engine import Daemon, Engine, Kind, connect, wait_until
from quaycrane.engine.connection.tunnel import close_tunnels
from tests.engine.machines import Machine, daemon_on, machine

TCP, TLS = 2375, 2376


@dataclass(frozen=True)
class Reached:
    """An engine on a machine of its own.

    Attributes:
        inside: The machine.
        daemon: The daemon there.
        variables: What names it, as a person would export it.
    """

    inside: Machine
    daemon: Daemon
    variables: dict[str, str] = field(default_factory=dict)


@contextmanager
def exported(variables: dict[str, str]) -> Iterator[None]:
    """Export variables that name an engine, and no others, while the block lasts."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DOCKER_HOST", "DOCKER_CONTEXT", "DOCKER_TLS_VERIFY", "DOCKER_CERT_PATH"):
            patch.delenv(name, raising=False)
        for name, value in variables.items():
            patch.setenv(name, value)
        yield


@pytest.fixture(scope="session")
def alpine(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive of the smallest image of the kit."""
    archive = tmp_path_factory.mktemp("archive") / "alpine.tar"
    archive.write_bytes(b"".join(engine.client.images.get("alpine:3").save(named=True)))
    return archive


@pytest.fixture(scope="session")
def newest(alpine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reached]:
    """An engine as Engine 29 is: the containerd image store, no API before 1.44; reached with TLS."""
    home = tmp_path_factory.mktemp("newest")
    with machine() as inside:
        certificates = _certificates(home, inside.address)
        options = [
            "--feature=containerd-snapshotter=true",
            f"--host=tcp://{inside.address}:{TLS}",
            "--tlsverify",
            f"--tlscacert={certificates}/ca.pem",
            f"--tlscert={certificates}/server.pem",
            f"--tlskey={certificates}/server-key.pem",
        ]
        variables = {
            "DOCKER_HOST": f"tcp://{inside.address}:{TLS}",
            "DOCKER_TLS_VERIFY": "1",
            "DOCKER_CERT_PATH": str(certificates),
            "REQUESTS_CA_BUNDLE": "/etc/ssl/certs/ca-certificates.crt",  # which is not the engine's
        }
        with daemon_on(inside, home, *options, minimum_api="1.44") as daemon:
            _load(daemon, alpine)
            yield Reached(inside, daemon, variables)


@pytest.fixture(scope="session")
def remote(alpine: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reached]:
    """An engine with the older store that prefers the classic builder, reached without TLS."""
    home = tmp_path_factory.mktemp("remote")
    with machine() as inside:
        address = f"tcp://{inside.address}:{TCP}"
        options = [f"--host={address}", "--tls=false", "--feature=buildkit=false"]
        with daemon_on(inside, home, *options) as daemon:
            _load(daemon, alpine)
            yield Reached(inside, daemon, {"DOCKER_HOST": address})


@pytest.fixture(scope="session")
def by_ssh(remote: Reached, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reached]:
    """The same engine, reached by ssh."""
    sshd = shutil.which("sshd", path="/usr/sbin:/usr/local/sbin")
    if not sshd or not shutil.which("ssh-keygen"):
        pytest.skip("needs Debian's openssh-server")
    home = tmp_path_factory.mktemp("ssh")
    for key in ("host", "id"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", home / key], check=True)
    config = home / "sshd_config"
    config.write_text(
        f"ListenAddress {remote.inside.address}\nPort 2222\nHostKey {home}/host\nPidFile none\n"
        f"AuthorizedKeysFile {home}/id.pub\nStrictModes no\nPermitRootLogin yes\nUsePAM no\n"
        f"SetEnv DOCKER_HOST={remote.daemon.url}\n"
    )
    (home / "known_hosts").write_text(f"[{remote.inside.address}]:2222 {(home / 'host.pub').read_text()}")
    Path("/run/sshd").mkdir(exist_ok=True)
    server = subprocess.Popen(
        [*remote.inside.prefix, sshd, "-D", "-e", "-f", config], stderr=subprocess.DEVNULL
    )
    with ExitStack() as after:
        after.callback(server.wait)
        after.callback(server.terminate)
        after.callback(close_tunnels)
        after.enter_context(_ssh_client(home))
        wait_until(
            lambda: _listens(remote.inside.address, 2222), timeout_seconds=20, what="the ssh server listens"
        )
        yield Reached(
            remote.inside, remote.daemon, {"DOCKER_HOST": f"ssh://root@{remote.inside.address}:2222"}
        )


@pytest.fixture
def reached(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """The engine that the fixture named by the parameter leads to, through `connect`."""
    way: Reached = request.getfixturevalue(request.param)
    with exported(way.variables):
        found = connect(start=False)
        assert found.kind is Kind.LIVE, found.tried
        yield found
        found.sweep_own()


def _listens(address: str, port: int) -> bool:
    with suppress(OSError), socket.create_connection((address, port), timeout=2):
        return True
    return False


def _load(daemon: Daemon, archive: Path) -> None:
    with exported({"DOCKER_HOST": daemon.url}):
        connect(start=False).client.images.load(archive.read_bytes())


def _certificates(folder: Path, address: str) -> Path:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    for name, identity in (("server", address), ("", "learner@example.org")):
        made = authority.issue_cert(identity)
        made.private_key_pem.write_to_path(str(folder / f"{name}-key.pem".lstrip("-")))
        made.cert_chain_pems[0].write_to_path(str(folder / f"{name or 'cert'}.pem"))
    return folder


@contextmanager
def _ssh_client(home: Path) -> Iterator[None]:
    """Let `ssh` use our key and known hosts, by a wrapper before it on PATH."""
    wrapper = home / "bin" / "ssh"
    wrapper.parent.mkdir()
    options = f"-F none -i {home}/id -o UserKnownHostsFile={home}/known_hosts"
    wrapper.write_text(f'#!/bin/sh\nexec {shutil.which("ssh")} {options} "$@"\n')
    wrapper.chmod(0o755)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", str(wrapper.parent), prepend=":")
        yield
