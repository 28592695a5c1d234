"""SecretsUsedInArgOrEnv: no secret is passed as ARG or ENV."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import each

_SECRET = re.compile(
    r"(?:_|^)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)", re.IGNORECASE
)
_HARMLESS = re.compile(r"(?:_|^)(?:public|file|version)(?:_|$)", re.IGNORECASE)


@rule(
    why="Both can be read by everyone who has the image: docker history and docker inspect show them",
    fix="RUN --mount=type=secret,id=token for a build, a file or a variable at run time for a container",
    bad="FROM node:24-alpine\nENV DB_PASSWORD=hunter2\n",
    good="FROM node:24-alpine\nRUN --mount=type=secret,id=npmrc,target=/root/.npmrc npm ci\n",
    elsewhere=("BuildKit SecretsUsedInArgOrEnv", "Trivy DS-0031", "CIS Docker 4.10"),
)
def secrets_used_in_arg_or_env(dockerfile: Dockerfile) -> Iterator[Finding]:
    """No secret is passed as ARG or ENV.

    Yield each ARG or ENV that is named like a secret.
    """
    for one in each(dockerfile, "ARG", "ENV"):
        for pair in one.pairs:
            if _SECRET.search(pair.name) and not _HARMLESS.search(pair.name):
                yield Finding(one.line, f"{one.keyword} {pair.name}", _fix(one.keyword, pair.name))


def _fix(keyword: str, name: str) -> str:
    if keyword == "ARG":
        return f"RUN --mount=type=secret,id={name.lower()} gives it to one step, and to no layer"
    return (
        f"Leave it out, and give {name} to the container: docker run --env-file, or a file under /run/secrets"
    )
