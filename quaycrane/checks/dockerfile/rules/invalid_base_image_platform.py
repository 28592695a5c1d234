"""InvalidBaseImagePlatform: the base image is made for the platform that is asked for."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule

_NAMESPACES = {
    "amd64": "amd64",
    "arm32v5": "arm",
    "arm32v6": "arm",
    "arm32v7": "arm",
    "arm64v8": "arm64",
    "i386": "386",
    "ppc64le": "ppc64le",
    "riscv64": "riscv64",
    "s390x": "s390x",
}


@rule(
    why="A base for another processor runs slowly under emulation, or not at all",
    fix="Name the image without a processor, and let --platform choose",
    bad="FROM --platform=linux/amd64 arm64v8/node:24-alpine\n",
    good="FROM --platform=$BUILDPLATFORM node:24-alpine\n",
    elsewhere=("BuildKit InvalidBaseImagePlatform",),
)
def invalid_base_image_platform(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The base image is made for the platform that is asked for.

    Yield each base whose name tells another processor than its platform; BuildKit looks into the image.
    """
    for stage in dockerfile.stages:
        asked = (stage.opening.flag("platform") or "").split("/")
        platform = _NAMESPACES.get(stage.resolved.split("/")[0])
        if platform and len(asked) > 1 and "$" not in asked[1] and asked[1] != platform:
            yield Finding(stage.line, f"{stage.resolved} is for {platform}, and {asked[1]} is asked for")
