"""SecretsInFiles: no file that holds secrets is copied into the image."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare
from quaycrane.checks.dockerfile.walk import each, from_context
from quaycrane.checks.severity import Severity

_SECRET_FILE = re.compile(
    r"\.env(\.\w+)*|id_(rsa|dsa|ecdsa|ed25519)|\.(npmrc|pypirc|netrc|git-credentials|htpasswd|aws|ssh|gnupg)"
    r"|.*\.(pem|key|p12|pfx|jks|keystore|kdbx)|credentials(\.json)?|secrets?(\.\w+)?|service-account.*\.json",
    re.IGNORECASE,
)
_SAMPLE = re.compile(r"example|sample|template|dist$|defaults?$", re.IGNORECASE)


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each copy of a file that is named like one with secrets."""
    for one in each(dockerfile, "COPY", "ADD"):
        for source in one.arguments[:-1] if from_context(one) else ():
            name = source.rstrip("/").rpartition("/")[2]
            if _SECRET_FILE.fullmatch(name) and not _SAMPLE.search(name):
                yield Finding(one.line, f"{one.keyword} {source}")


declare(
    Rule(
        name="SecretsInFiles",
        title="No file that holds secrets is copied into the image.",
        why="It stays in the layer, for everyone who has the image, also when a later step deletes it",
        fix=("Leave it out of the context with .dockerignore; RUN --mount=type=secret gives it to one step"),
        bad="FROM node:24-alpine\nCOPY .env ./\n",
        good="FROM node:24-alpine\nRUN --mount=type=secret,id=env,target=/app/.env npm run build\n",
        elsewhere=("Trivy DS-0031", "CIS Docker 4.10"),
        find=find,
        severity=Severity.ERROR,
    )
)
