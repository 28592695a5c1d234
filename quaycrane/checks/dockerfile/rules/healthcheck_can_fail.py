"""HealthcheckCanFail: the health check fails when the service does."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.shell import Command, commands_of
from quaycrane.checks.dockerfile.walk import each, shown


@rule(
    why="One that always passes keeps a broken container in service",
    fix="Ask the service, and let the answer decide: no `|| true`, no `exit 0`",
    bad="FROM node:24-alpine\nHEALTHCHECK CMD wget -q -O- localhost:3000 || exit 0\n",
    good="FROM node:24-alpine\nHEALTHCHECK CMD wget -q -O- localhost:3000 || exit 1\n",
)
def healthcheck_can_fail(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The health check fails when the service does.

    Yield each health check whose last word is success, whatever was asked.
    """
    for one in each(dockerfile, "HEALTHCHECK"):
        asked = commands_of(one) if one.arguments[:1] != ("NONE",) else ()
        if asked and (all(_passes(command) for command in asked) or _forgiven(asked[-1])):
            yield Finding(one.line, shown(one))


def _passes(command: Command) -> bool:
    return command.program in {"true", ":", "echo", "printf", "sleep"} or command.words[:2] == ("exit", "0")


def _forgiven(last: Command) -> bool:
    return last.after in {"||", ";", "|"} and _passes(last)
