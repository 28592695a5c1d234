"""NoSshServer: the image holds no SSH server."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import system_installs
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import each, shown

_SERVER = re.compile(r"openssh-server\b|dropbear\b|sshd\b")
_WITH_SERVER = {"apk": "openssh", "zypper": "openssh"}


@rule(
    why="docker exec gives a shell without one; a server is one more door, with keys of its own",
    fix="Delete it, and use docker exec",
    bad="FROM debian:bookworm-slim\nRUN apt-get update && apt-get install -y openssh-server\nEXPOSE 22\n",
    good="FROM debian:bookworm-slim\nEXPOSE 3000\n",
    elsewhere=("Trivy DS-0004", "CIS Docker 5.6", "hadolint DL3011"),
)
def no_ssh_server(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The image holds no SSH server.

    Yield each install of an SSH server, and each port 22 that is told.
    """
    for install in system_installs(dockerfile):
        whole = _WITH_SERVER.get(install.manager)  # elsewhere the package of that name holds no server
        if any(_SERVER.match(package) or package == whole for package in install.packages):
            yield Finding(install.run.line, shown(install.run))
    for one in each(dockerfile, "EXPOSE"):
        if any(port.partition("/")[0] == "22" for port in one.arguments):
            yield Finding(one.line, shown(one))
