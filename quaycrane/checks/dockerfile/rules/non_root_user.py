"""NonRootUser: the image runs as a user who is not root."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.users import is_root
from quaycrane.checks.dockerfile.walk import last_said, shown
from quaycrane.checks.severity import Severity


@rule(
    why="Root in a container is root for the kernel too: a way out of the container is a way "
    "into the machine",
    fix="Make a user and end with USER, in the last stage",
    bad='FROM node:24-alpine AS build\nUSER node\nFROM node:24-alpine\nCMD ["node", "server.js"]\n',
    good='FROM node:24-alpine\nUSER node\nCMD ["node", "server.js"]\n',
    elsewhere=("Trivy DS-0002", "CIS Docker 4.1", "hadolint DL3002"),
    severity=Severity.NOTE,
)
def non_root_user(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The image runs as a user who is not root.

    Yield what makes the last stage run as root: no USER, or one that is root.
    """
    user = last_said(dockerfile, "USER")
    if user is None:
        yield Finding(dockerfile.stages[-1].line, "The last stage has no USER, so it runs as its base does")
    elif is_root(dockerfile, user):
        yield Finding(user.line, shown(user))
