"""LastUserIsNotRoot: whoever took the rights away does not give them back at the end."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.users import is_root
from quaycrane.checks.dockerfile.walk import last_said, shown


@rule(
    why="The last USER decides for the container, however many stood before it",
    fix="Do what needs root first, and end with the plain user",
    bad="FROM node:24-alpine\nUSER node\nUSER root\n",
    good="FROM node:24-alpine\nUSER root\nRUN apk add curl\nUSER node\n",
    elsewhere=("hadolint DL3002",),
)
def last_user_is_not_root(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Whoever took the rights away does not give them back at the end.

    Yield a last USER of the last stage that is root, whoever builds.
    """
    user = last_said(dockerfile, "USER")
    if user is not None and is_root(dockerfile, user, whoever_builds=True):
        users = [one for one in dockerfile.history(dockerfile.stages[-1]) if one.keyword == "USER"]
        before = [one for one in users if not is_root(dockerfile, one, whoever_builds=True)]
        fix = f"Do what needs root first, and end with {shown(before[-1])}" if before else ""
        yield Finding(user.line, shown(user), fix)
