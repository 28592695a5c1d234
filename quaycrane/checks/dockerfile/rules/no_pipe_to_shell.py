"""NoPipeToShell: no download is run unseen."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.downloads import runs_download
from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import all_runs
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import shown


@rule(
    why="Whoever controls the address, or the way to it, runs commands in your build",
    fix="Download to a file, check its checksum, and run it then",
    bad="FROM debian:bookworm-slim\nRUN curl -fsSL https://example.org/install.sh | sh\n",
    good="FROM debian:bookworm-slim\n"
    "RUN curl -fsSLo install.sh https://example.org/install.sh \\\n"
    "    && sha256sum -c install.sum && sh install.sh\n",
)
def no_pipe_to_shell(dockerfile: Dockerfile) -> Iterator[Finding]:
    """No download is run unseen.

    Yield each RUN that gives a download to an interpreter, unseen.
    """
    for run, commands in all_runs(dockerfile):
        if any(map(runs_download, commands)):
            yield Finding(run.line, shown(run))
