"""AptUpdateWithInstall: apt-get update stands in the same RUN as the install."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import all_runs
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare
from quaycrane.checks.dockerfile.walk import shown

_MANAGERS = {"apt-get", "apt", "apk", "aptitude"}
_USES = {"install", "add", "upgrade", "dist-upgrade", "build-dep", "full-upgrade"}


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each RUN that updates the list of packages and installs none."""
    for run, commands in all_runs(dockerfile):
        updates = [one for one in commands if one.program in _MANAGERS and "update" in one.operands[:1]]
        if updates and not any(
            one.program in _MANAGERS and set(one.operands[:1]) & _USES for one in commands
        ):
            yield Finding(run.line, shown(run))


declare(
    Rule(
        name="AptUpdateWithInstall",
        title="apt-get update stands in the same RUN as the install.",
        why=("Alone it is cached: months later the install asks for packages by a list that is out of date"),
        fix="RUN apt-get update && apt-get install -y --no-install-recommends …",
        bad=(
            "FROM debian:bookworm-slim\n"
            "RUN apt-get update\n"
            "RUN apt-get install -y --no-install-recommends curl\n"
        ),
        good=(
            "FROM debian:bookworm-slim\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n"
        ),
        elsewhere=("Trivy DS-0017", "CIS Docker 4.7"),
        find=find,
    )
)
