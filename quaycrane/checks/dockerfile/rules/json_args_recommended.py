"""JSONArgsRecommended: CMD and ENTRYPOINT are in the exec form."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each start through a shell, or the last stage when it says nothing about starting."""
    starts = [one for one in dockerfile.stages[-1].instructions if one.keyword in {"CMD", "ENTRYPOINT"}]
    for start in starts:
        if start.form == "shell":
            yield Finding(start.line, f"{start.keyword} {start.value[:80]}")
    if not starts:
        yield Finding(dockerfile.stages[-1].line, "The last stage has neither CMD nor ENTRYPOINT")


declare(
    Rule(
        name="JSONArgsRecommended",
        title="The container starts its program without a shell.",
        why="A shell in between does not pass on the signal to stop: the program is killed ten seconds later",
        fix='Write a JSON array: CMD ["node", "dist/server.js"]',
        bad="FROM node:24-alpine\nCMD node server.js\n",
        good='FROM node:24-alpine\nCMD ["node", "server.js"]\n',
        elsewhere=("BuildKit JSONArgsRecommended", "hadolint DL3025"),
        find=find,
    )
)
