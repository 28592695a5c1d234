"""NoPipeToShell: no download is run unseen."""

import re
from collections.abc import Iterator
from itertools import pairwise

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import all_runs
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare
from quaycrane.checks.dockerfile.walk import shown

_INTERPRETER = re.compile(r"(?:ba|da|a|z|k)?sh|python[0-9.]*|perl|ruby|node|php")


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each RUN that pipes a download into an interpreter."""
    for run, commands in all_runs(dockerfile):
        for before, after in pairwise(commands):
            if (
                before.program in {"curl", "wget"}
                and after.after == "|"
                and _INTERPRETER.fullmatch(after.program)
            ):
                yield Finding(run.line, shown(run))


declare(
    Rule(
        name="NoPipeToShell",
        title="No download is run unseen.",
        why="Whoever controls the address, or the way to it, runs commands in your build",
        fix="Download to a file, check its checksum, and run it then",
        bad="FROM debian:bookworm-slim\nRUN curl -fsSL https://example.org/install.sh | sh\n",
        good=(
            "FROM debian:bookworm-slim\n"
            "RUN curl -fsSLo install.sh https://example.org/install.sh \\\n"
            "    && sha256sum -c install.sum && sh install.sh\n"
        ),
        elsewhere=(),
        find=find,
    )
)
