"""SecretsInFiles: no file that holds secrets is copied into the image."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import each, from_context
from quaycrane.checks.severity import Severity

_SECRET_FILE = re.compile(
    r"\.env(\.(?!dev|test|ci\b|build|docker)\w+)*|id_(rsa|dsa|ecdsa|ed25519)|\.(pypirc|netrc|git-credentials|htpasswd|aws|ssh|gnupg)"
    r"|.*(?<![a-z])(key|priv(ate)?(key)?)[\w.-]*\.pem|.*\.(key|p12|pfx|jks|keystore|kdbx)"
    r"|credentials(\.json)?|secrets?(\.(env|json|ya?ml|toml|txt|ini|conf|cfg|properties))?|service-account.*\.json",
    re.IGNORECASE,
)
_HARMLESS = re.compile(
    r"example|sample|template|dist$|defaults?$|pub(lic)?(?![a-z])|trust|cacerts|gpg|pgp|keyring|release|archive|signing"
    r"|(^|[._-])(apt|repo|rpm|deb)([._-]|$)",
    re.IGNORECASE,
)
_KEYRINGS = re.compile(r"/(?:keyrings?|rpm-gpg|trusted\.gpg\.d|apt|pki/ca-trust|ca-certificates)\b")


@rule(
    why="It stays in the layer, for everyone who has the image, also when a later step deletes it",
    fix="Leave it out of the context with .dockerignore; RUN --mount=type=secret gives it to one step",
    bad="FROM node:24-alpine\nCOPY .env ./\n",
    good="FROM node:24-alpine\nRUN --mount=type=secret,id=env,target=/app/.env npm run build\n",
    elsewhere=("Trivy DS-0031", "CIS Docker 4.10"),
    severity=Severity.ERROR,
)
def secrets_in_files(dockerfile: Dockerfile) -> Iterator[Finding]:
    """No file that holds secrets is copied into the image.

    Yield each copy of a file that is named like one with secrets, and not like a public key.
    """
    for one in each(dockerfile, "COPY", "ADD"):
        *sources, target = one.arguments or ("",)
        if not from_context(one) or _KEYRINGS.search(target):
            continue
        for source in sources:
            name = source.rstrip("/").rpartition("/")[2]
            if "://" not in source and _SECRET_FILE.fullmatch(name) and not _HARMLESS.search(name):
                yield Finding(one.line, f"{one.keyword} {source}")
