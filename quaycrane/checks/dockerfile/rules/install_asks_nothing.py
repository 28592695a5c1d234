"""InstallAsksNothing: package managers do not wait for an answer."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import system_installs
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare

_YES = re.compile(
    r"-[a-zA-Z]*[yn][a-zA-Z]*|-q(?:=?2|q\w*)|--(?:yes|assume-yes|assumeyes|non-interactive|quiet=2|download-only)"
)


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each install that would ask."""
    for install in system_installs(dockerfile):
        piped = install.command.after == "|" or "DEBIAN_FRONTEND" in "".join(install.run.flags)
        yes = any(_YES.fullmatch(word) for word in install.command.words)
        if install.manager != "apk" and not yes and not piped:
            yield Finding(install.run.line, " ".join(install.command.words)[:80])


declare(
    Rule(
        name="InstallAsksNothing",
        title="Package managers do not wait for an answer.",
        why="Nobody is there to type yes: the build fails",
        fix="Say yes beforehand: apt-get install -y",
        bad=(
            "FROM debian:bookworm-slim\nRUN apt-get update && apt-get install --no-install-recommends curl\n"
        ),
        good=(
            "FROM debian:bookworm-slim\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n"
        ),
        elsewhere=(
            "hadolint DL3014",
            "hadolint DL3030",
            "hadolint DL3034",
            "hadolint DL3038",
            "Trivy DS-0021",
        ),
        find=find,
    )
)
