"""PasswordInAddress: no address in the Dockerfile holds a password."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule

_ADDRESS = re.compile(r"\b([a-z][a-z0-9+.-]{1,20}://[^\s/:@$'\"]{1,64}):([^\s/:@${}*<'\"]{3,128})@([\w.-]*)")
_STANDS_FOR_ONE = re.compile(
    r"pass(?:word|wd)?|secret|token|change.?me|your.*|my.?pass.*|x{3,}|example|placeholder|dummy|foo|bar",
    re.IGNORECASE,
)


@rule(
    why="The file and the image's history show it to everyone, and it cannot be changed without a build",
    fix="Take it out, and give the address at run time, or to one step with RUN --mount=type=secret",
    bad="FROM node:24-alpine\nENV DATABASE_URL=mysql://ada:hunter2@db/shop\n",
    good='FROM node:24-alpine\nCMD ["node", "server.js"]\n',
    elsewhere=("Trivy DS-0031", "CIS Docker 4.10"),
)
def password_in_address(dockerfile: Dockerfile) -> Iterator[Finding]:
    """No address in the Dockerfile holds a password.

    Yield each instruction with an address that holds a user and a password.
    """
    for instruction in dockerfile.instructions:
        text = " ".join((instruction.value, *instruction.flags, *instruction.heredocs))
        for match in _ADDRESS.finditer(text):
            if not _STANDS_FOR_ONE.fullmatch(match[2]):
                yield Finding(
                    instruction.line, f"{instruction.keyword} holds {match[1][:40]}:…@{match[3][:40]}"
                )
                break
