"""NoUnneededTools: the image holds no tools that only people use."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import runs, system_install
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import kept
from quaycrane.checks.severity import Severity

_TOOLS = {
    "vim", "vim-tiny", "nano", "emacs", "emacs-nox", "less", "man-db", "telnet", "net-tools", "iputils-ping",
    "ping", "dnsutils", "bind-tools", "traceroute", "tcpdump", "nmap", "netcat", "netcat-openbsd",
    "netcat-traditional", "htop", "strace", "tmux", "screen", "mc", "openssh-client", "ftp", "lynx",
}  # fmt: skip


@rule(
    why="Editors and network tools make it larger, and help whoever breaks in",
    fix="Leave them out; debug from a second container in the same network",
    bad="FROM debian:bookworm-slim\n"
    "RUN apt-get update && apt-get install -y --no-install-recommends vim telnet \\\n"
    "    && rm -rf /var/lib/apt/lists/*\n",
    good="FROM debian:bookworm-slim\n"
    "RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates \\\n"
    "    && rm -rf /var/lib/apt/lists/*\n",
    elsewhere=("CIS Docker 4.3",),
    severity=Severity.NOTE,
)
def no_unneeded_tools(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The image holds no tools that only people use.

    Yield each install of such tools in a stage that ends up in the image.
    """
    for stage in kept(dockerfile):
        for run, commands in runs(stage.instructions):
            for install in [one for command in commands if (one := system_install(run, command))]:
                tools = sorted({package.partition("=")[0] for package in install.packages} & _TOOLS)
                if tools:
                    yield Finding(run.line, f"{install.manager} installs {', '.join(tools)}")
