"""DownloadIsVerified: what ADD downloads is checked against a checksum."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import each, shown
from quaycrane.checks.severity import Severity

_DOWNLOAD = re.compile(r"https?://(?!\S*\.git(?:#|$))")


@rule(
    why="What lies at an address can change, by accident or by an attacker",
    fix="ADD --checksum=sha256:… https://…",
    bad="FROM debian:bookworm-slim\nADD https://example.org/tool /usr/local/bin/tool\n",
    good="FROM debian:bookworm-slim\n"
    "ADD --checksum=sha256:0000000000000000000000000000000000000000000000000000000000000000 \\\n"
    "    https://example.org/tool /usr/local/bin/tool\n",
    elsewhere=("CIS Docker 4.11",),
    severity=Severity.NOTE,
)
def download_is_verified(dockerfile: Dockerfile) -> Iterator[Finding]:
    """What ADD downloads is checked against a checksum.

    Yield each download without a checksum.
    """
    for one in each(dockerfile, "ADD"):
        if one.flag("checksum") is None and any(_DOWNLOAD.match(source) for source in one.arguments[:-1]):
            yield Finding(one.line, shown(one))
