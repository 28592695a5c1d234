"""Tries on other engines what the course asks of one: `python -m bench.engines [NAME...]`.

Each engine's packages are put into a root file system by mmdebstrap, which runs in a privileged
container on the course's own engine. The table is the one in docs/engines.md.
"""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from quaycrane.engine import RUN_LABEL, Daemon, Engine, Kind, connect, docker_command, run_name, wait_until
from quaycrane.engine.connection.command import command_environment
from tests.engine.abilities import ABILITIES
from tests.engine.conftest import exported

_ALWAYS = "iptables,ca-certificates,iproute2,procps"
_LIMIT_SECONDS = 45
_SOCKET = "unix:///talk/docker.sock"
_DOCKERD = f"exec dockerd --host={_SOCKET}"
_PODMAN = f"exec podman system service --time=0 {_SOCKET}"
_ROOTLESS = (
    "chmod 666 /dev/net/tun /dev/fuse; useradd --uid 2000 learner; "
    "echo learner:100000:65536 | tee /etc/subuid > /etc/subgid; "
    "install --directory --owner=learner /run/user/2000 /var/lib/docker/rootless; chown learner /talk; "
    "exec setpriv --reuid=2000 --regid=2000 --init-groups env HOME=/tmp XDG_RUNTIME_DIR=/run/user/2000 "
    "DOCKERD_ROOTLESS_ROOTLESSKIT_NET=slirp4netns DOCKERD_ROOTLESS_ROOTLESSKIT_PORT_DRIVER=builtin "
    "sh /usr/share/docker.io/contrib/dockerd-rootless.sh "
    f"--host={_SOCKET} --data-root=/var/lib/docker/rootless"
)


@dataclass(frozen=True)
class Other:
    """An engine from Debian's packages.

    Attributes:
        suite: The Debian suite.
        packages: What is installed, separated by commas.
        start: The shell command that starts it.
    """

    suite: str
    packages: str
    start: str


OTHERS = {
    "docker-bookworm": Other("bookworm", "docker.io", _DOCKERD),
    "docker-trixie": Other("trixie", "docker.io,docker-cli", _DOCKERD),
    "rootless-trixie": Other(
        "trixie", "docker.io,docker-cli,rootlesskit,uidmap,slirp4netns,fuse-overlayfs", _ROOTLESS
    ),
    "podman-bookworm": Other(
        "bookworm",
        "podman,containernetworking-plugins,golang-github-containernetworking-plugin-dnsname,catatonit,crun",
        _PODMAN,
    ),
    "podman-trixie": Other("trixie", "podman,netavark,aardvark-dns,nftables,catatonit,crun", _PODMAN),
}


class TooLongError(Exception):
    """An ability took longer than it may."""


def make(host: Engine, name: str) -> str:
    """Make an image of an engine's root file system, which goes when we end; return its id."""
    options = ["--variant=apt", f"--include={OTHERS[name].packages},{_ALWAYS}", "--quiet"]
    options += ['--aptopt=APT::Install-Recommends "false"', OTHERS[name].suite, "-"]
    load = [docker_command(), "import", f"--change=LABEL {RUN_LABEL}={run_name()}", "-"]
    with subprocess.Popen(["mmdebstrap", *options], stdout=subprocess.PIPE) as root:
        environment = command_environment(host.environment)
        return subprocess.check_output(load, stdin=root.stdout, env=environment, text=True).strip()


@contextmanager
def started(host: Engine, name: str, talk: Path) -> Iterator[Engine]:
    """Run an engine in a container, with the smallest image of the kit, while the block lasts."""
    archive = b"".join(host.client.images.get("alpine:3").save(named=True))
    volumes = [f"{talk}:/talk", "/var/lib/docker", "/var/lib/containers"]
    start = ["sh", "-c", OTHERS[name].start]
    with host.running(make(host, name), start, privileged=True, init=True, volumes=volumes) as box:
        box.container.reload()
        networks = box.container.attrs["NetworkSettings"]["Networks"].values()
        (address,) = (network["IPAddress"] for network in networks)
        with exported({"DOCKER_HOST": f"unix://{talk}/docker.sock", "QUAYCRANE_ENGINE_HOST": address}):
            guest = wait_until(_answering, timeout_seconds=120, what=f"{name} answers")
            guest.client.images.load(archive)
            yield guest


def _answering() -> Engine | None:
    found = connect(start=False)
    return None if found.kind is Kind.NONE else found


def fall_short(engine: Engine) -> dict[str, str]:
    """Return the abilities that an engine lacks, each with the reason."""
    short: dict[str, str] = {}
    for name, check in ABILITIES.items():
        signal.alarm(_LIMIT_SECONDS)
        try:
            check(engine)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is what came out
            short[name] = (str(error).strip().splitlines() or [type(error).__name__])[0][:160]
        finally:
            signal.alarm(0)
    return short


def _too_long(*_: object) -> None:
    raise TooLongError(f"not done after {_LIMIT_SECONDS} s")


def main() -> None:
    """Print a row of Markdown an engine."""
    signal.signal(signal.SIGALRM, _too_long)
    os.environ.setdefault("DOCKER_HOST", Daemon().url)
    host = connect(start=False)
    print("| engine | API | store | can | falls short |\n|---|---|---|---|---|")
    for name in sys.argv[1:] or OTHERS:
        with tempfile.TemporaryDirectory() as talk:
            Path(talk).chmod(0o777)
            began = time.monotonic()
            with started(host, name, Path(talk)) as guest:
                facts, short = guest.facts(), fall_short(guest)
        can = f"{len(ABILITIES) - len(short)} of {len(ABILITIES)}"
        told = "; ".join(f"{ability}: {reason}" for ability, reason in short.items())
        apis = f"{facts.minimum_api} to {facts.api}"
        print(f"| {name} {facts.version} | {apis} | {facts.store} | {can} | {told} |", flush=True)
        print(f"{name}: {time.monotonic() - began:.0f} s", file=sys.stderr)


if __name__ == "__main__":
    main()
