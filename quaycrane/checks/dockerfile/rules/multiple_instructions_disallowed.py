"""MultipleInstructionsDisallowed: each stage says once how it starts."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule


@rule(
    why="Only the last one counts; the others mislead whoever reads the file",
    fix="Keep one, and delete the others",
    bad='FROM node:24-alpine\nCMD ["a"]\nCMD ["b"]\n',
    good='FROM node:24-alpine\nCMD ["b"]\n',
    elsewhere=(
        "BuildKit MultipleInstructionsDisallowed",
        "hadolint DL3012",
        "hadolint DL4003",
        "hadolint DL4004",
        "Trivy DS-0007",
        "Trivy DS-0016",
        "Trivy DS-0023",
    ),
)
def multiple_instructions_disallowed(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Each stage says once how it starts.

    Yield each CMD, ENTRYPOINT or HEALTHCHECK that a later one of its stage overrides.
    """
    for stage in dockerfile.stages:
        for keyword in ("CMD", "ENTRYPOINT", "HEALTHCHECK"):
            said = [instruction for instruction in stage.instructions if instruction.keyword == keyword]
            for instruction in said[:-1]:
                yield Finding(instruction.line, f"{keyword}, of which only the last one counts")
