"""FromPlatformFlagConstDisallowed: --platform comes from the build, not from the file."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule

_CALLED = {"x86_64": "amd64", "x86-64": "amd64", "aarch64": "arm64"}


@rule(
    why="A fixed platform makes the image for one kind of machine, whoever builds it",
    fix="Write --platform=$BUILDPLATFORM, or leave it out",
    bad="FROM --platform=linux/amd64 node:24-alpine\n",
    good="FROM --platform=$BUILDPLATFORM node:24-alpine\n",
    elsewhere=("BuildKit FromPlatformFlagConstDisallowed", "hadolint DL3029"),
)
def from_platform_flag_const_disallowed(dockerfile: Dockerfile) -> Iterator[Finding]:
    """--platform comes from the build, not from the file.

    Yield each FROM with a fixed platform that its stage's name does not tell.
    """
    for stage in dockerfile.stages:
        asked = stage.opening.flag("platform") or ""
        parts = [_CALLED.get(part.lower(), part.lower()) for part in asked.split("/")]
        if asked and "$" not in asked and not any(part in stage.name for part in parts[:2]):
            yield Finding(stage.line, f"--platform={asked}")
