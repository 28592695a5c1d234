"""AptWithoutRecommends: apt-get installs what was asked for, and no more."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import system_installs
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.severity import Severity


@rule(
    why="Recommended packages come along unasked, often more than the package itself",
    fix="apt-get install --no-install-recommends",
    bad="FROM debian:bookworm-slim\n"
    "RUN apt-get update && apt-get install -y curl \\\n"
    "    && rm -rf /var/lib/apt/lists/*\n",
    good="FROM debian:bookworm-slim\n"
    "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
    "    && rm -rf /var/lib/apt/lists/*\n",
    elsewhere=("hadolint DL3015", "Trivy DS-0029"),
    severity=Severity.NOTE,
)
def apt_without_recommends(dockerfile: Dockerfile) -> Iterator[Finding]:
    """apt-get installs what was asked for, and no more.

    Yield each apt install with recommended packages.
    """
    for install in system_installs(dockerfile):
        words = " ".join(install.command.words)
        if (
            install.manager in {"apt-get", "apt"}
            and "no-install-recommends" not in words
            and "Recommends" not in words
        ):
            yield Finding(install.run.line, words[:80])
