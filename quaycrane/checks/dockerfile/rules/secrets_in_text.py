"""SecretsInText: no secret stands in the Dockerfile itself."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.severity import Severity

_SECRET = re.compile(
    r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bgh[pousr]_[A-Za-z0-9]{36}|\bgithub_pat_\w{22,}|\bglpat-[\w-]{20}"
    r"|\bxox[abprs]-[A-Za-z0-9-]{10,}|\bnpm_[A-Za-z0-9]{36}|\bsk_live_\w{16,}"
    r"|-----BEGIN [A-Z ]{0,20}PRIVATE KEY"
)


@rule(
    why="The file and the image's history show it to everyone",
    fix="Take it out, change it where it is valid, and pass it with RUN --mount=type=secret",
    bad="FROM debian:bookworm-slim\n"
    "RUN git clone https://ada:ghp_0123456789abcdefghijABCDEFGHIJ012345@github.com/a/b\n",
    good="FROM debian:bookworm-slim\nRUN --mount=type=secret,id=token git clone https://github.com/a/b\n",
    elsewhere=("Trivy DS-0031", "CIS Docker 4.10"),
    severity=Severity.ERROR,
)
def secrets_in_text(dockerfile: Dockerfile) -> Iterator[Finding]:
    """No secret stands in the Dockerfile itself.

    Yield each instruction in which a secret stands by the look of it.
    """
    for instruction in dockerfile.instructions:
        text = " ".join((instruction.value, *instruction.flags, *instruction.heredocs))
        if match := _SECRET.search(text):
            yield Finding(instruction.line, f"{instruction.keyword} holds {match[0][:12]}…")
