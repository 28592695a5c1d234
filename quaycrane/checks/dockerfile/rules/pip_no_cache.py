"""PipNoCache: pip leaves no cache behind."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import runs
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare
from quaycrane.checks.dockerfile.walk import kept

_PIP = re.compile(r"pip[0-9.]*")


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each pip install that keeps its cache."""
    for stage in kept(dockerfile):
        told_by_env = any(
            pair.name == "PIP_NO_CACHE_DIR"
            for one in dockerfile.history(stage)
            if one.keyword in {"ENV", "ARG"}
            for pair in one.pairs
        )
        for run, commands in runs(stage.instructions):
            mounted = (
                any("type=cache" in flag and "pip" in flag for flag in run.flags)
                or "PIP_NO_CACHE_DIR" in run.value
            )
            for command in commands:
                installs = bool(_PIP.fullmatch(command.program)) and "install" in command.operands[:1]
                installs |= command.program.startswith("python") and command.operands[:2] == (
                    "pip",
                    "install",
                )
                if installs and not command.has("--no-cache-dir") and not told_by_env and not mounted:
                    yield Finding(run.line, " ".join(command.words)[:80])


declare(
    Rule(
        name="PipNoCache",
        title="pip leaves no cache behind.",
        why="The cache stays in the layer and is never used again",
        fix="pip install --no-cache-dir, or RUN --mount=type=cache,target=/root/.cache/pip",
        bad="FROM python:3.13-slim\nRUN pip install flask==3.1.0\n",
        good="FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.1.0\n",
        elsewhere=("hadolint DL3042",),
        find=find,
    )
)
