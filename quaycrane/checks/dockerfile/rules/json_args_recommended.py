"""JSONArgsRecommended: the container starts its program without a shell."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare
from quaycrane.checks.dockerfile.walk import last_said, shown


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each start through a shell that nobody chose with SHELL."""
    for stage in dockerfile.stages:
        own = {id(one) for one in stage.instructions}
        shell_was_chosen = False
        for one in dockerfile.history(stage):
            shell_was_chosen |= one.keyword == "SHELL"
            starts = one.keyword in {"CMD", "ENTRYPOINT"} and one.form == "shell" and id(one) in own
            if starts and not shell_was_chosen:
                yield Finding(one.line, shown(one))


def lacking(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield the last stage when it says nothing about starting."""
    if not last_said(dockerfile, "CMD") and not last_said(dockerfile, "ENTRYPOINT"):
        yield Finding(dockerfile.stages[-1].line, "The last stage has neither CMD nor ENTRYPOINT")


declare(
    Rule(
        name="JSONArgsRecommended",
        title="The container starts its program without a shell.",
        why=(
            "A shell in between does not pass on the signal to stop: the program is killed ten seconds later"
        ),
        fix='Write a JSON array: CMD ["node", "dist/server.js"]',
        bad="FROM node:24-alpine\nCMD node server.js\n",
        good='FROM node:24-alpine\nCMD ["node", "server.js"]\n',
        elsewhere=("BuildKit JSONArgsRecommended", "hadolint DL3025"),
        find=find,
        lacking=lacking,
    )
)
