"""NoSudo: no step uses sudo."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import all_runs, system_install
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import shown


@rule(
    why="A build runs as root unless USER says otherwise; sudo in an image gives the rights "
    "back that USER took",
    fix="Do it before USER, or switch with USER root and back",
    bad="FROM debian:bookworm-slim\nRUN sudo apt-get update\n",
    good="FROM debian:bookworm-slim\nUSER root\nRUN touch /ready\nUSER nobody\n",
    elsewhere=("hadolint DL3004", "Trivy DS-0010"),
)
def no_sudo(dockerfile: Dockerfile) -> Iterator[Finding]:
    """No step uses sudo.

    Yield each RUN that calls sudo or installs it.
    """
    for run, commands in all_runs(dockerfile):
        calls = any(command.program == "sudo" for command in commands)
        installs = [one for command in commands if (one := system_install(run, command))]
        removed = any({"purge", "remove", "autoremove", "del"} & set(one.operands) for one in commands)
        if calls or (any("sudo" in install.packages for install in installs) and not removed):
            yield Finding(run.line, shown(run))
