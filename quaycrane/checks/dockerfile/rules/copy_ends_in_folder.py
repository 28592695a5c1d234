"""CopyEndsInFolder: several files are copied into a folder, whose name ends in a slash."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import each, shown
from quaycrane.checks.severity import Severity

_SOURCE_AND_TARGET = 2


@rule(
    why="Without the slash the build fails, or puts a file where a folder was meant",
    fix="End the destination with a slash: COPY a b ./",
    bad="FROM node:24-alpine\nCOPY package.json package-lock.json /app\n",
    good="FROM node:24-alpine\nCOPY package.json package-lock.json /app/\n",
    elsewhere=("hadolint DL3021", "Trivy DS-0011"),
    severity=Severity.ERROR,
)
def copy_ends_in_folder(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Several files are copied into a folder, whose name ends in a slash.

    Yield each copy of several files to what is no folder by its name.
    """
    for one in each(dockerfile, "COPY", "ADD"):
        target = one.arguments[-1].strip("\"'") if one.arguments else ""
        several = len(one.arguments) > _SOURCE_AND_TARGET
        if (
            several
            and not target.endswith(("/", "/.", "\\"))
            and target not in {".", ".."}
            and "$" not in target
        ):
            yield Finding(one.line, shown(one), f"End the destination with a slash: {target}/")
