"""InstallAsksNothing: package managers do not wait for an answer."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import Install, system_installs
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.shell import Command

_YES = re.compile(
    r"-[a-zA-Z]*[yn][a-zA-Z]*|-q(?:=?2|q\w*)|--(?:yes|assume-yes|assumeyes|force-yes|non-interactive|no-confirm"
    r"|quiet=2|download-only|simulate|dry-run)|(?:-o)?APT::Get::Assume-Yes=(?:\"?)(?:true|yes|1)(?:\"?)|-[ds]",
    re.IGNORECASE,
)
_SET_IN_FILE = re.compile(
    r"Assume-Yes|assumeyes\s*=|ZYPP_NONINTERACTIVE|ZYPPER_NONINTERACTIVE", re.IGNORECASE
)
_QUIET_TWICE = 2


@rule(
    why="Nobody is there to type yes: the build fails",
    fix="Say yes beforehand: apt-get install -y",
    bad="FROM debian:bookworm-slim\nRUN apt-get update && apt-get install --no-install-recommends curl\n",
    good="FROM debian:bookworm-slim\n"
    "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
    "    && rm -rf /var/lib/apt/lists/*\n",
    elsewhere=(
        "hadolint DL3014",
        "hadolint DL3030",
        "hadolint DL3034",
        "hadolint DL3038",
        "Trivy DS-0021",
    ),
)
def install_asks_nothing(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Package managers do not wait for an answer.

    Yield each install that would ask.
    """
    is_set = any(
        _SET_IN_FILE.search(instruction.script)
        for instruction in dockerfile.instructions
        if instruction.keyword != "FROM"
    )
    for install in system_installs(dockerfile):
        if install.asks and not is_set and not _answered(install):
            yield Finding(install.run.line, " ".join(install.command.words)[:80], _advice(install))


def _answered(install: Install) -> bool:
    words = install.command.words[1:]
    quiet = sum(word in {"-q", "--quiet"} for word in words) >= _QUIET_TWICE and install.manager.startswith(
        "apt"
    )
    return quiet or _is_told_yes(install.command.before) or any(_YES.fullmatch(word) for word in words)


def _is_told_yes(before: Command | None) -> bool:
    """Return whether what is piped into an install says yes."""
    return before is not None and (
        before.program == "yes" or "y" in {word[:1].lower() for word in before.operands}
    )


def _advice(install: Install) -> str:
    option = "--non-interactive" if install.manager == "zypper" else "-y"
    return f"Say yes beforehand: {install.manager} {option} {' '.join(install.command.words[1:])}"[:120]
