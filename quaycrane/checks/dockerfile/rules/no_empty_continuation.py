"""NoEmptyContinuation: no empty line stands inside an instruction."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each instruction with an empty line in it."""
    for instruction in dockerfile.instructions:
        if instruction.gap:
            yield Finding(instruction.line, f"An empty line inside {instruction.keyword}")


declare(
    Rule(
        name="NoEmptyContinuation",
        title="No empty line stands inside an instruction.",
        why="It looks like the instruction's end and is not; a later BuildKit will refuse it",
        fix="Delete the empty line, or put a comment there",
        bad="FROM debian:bookworm-slim\nRUN echo one && \\\n\n    echo two\n",
        good="FROM debian:bookworm-slim\nRUN echo one && \\\n    # and then\n    echo two\n",
        elsewhere=("BuildKit NoEmptyContinuation",),
        find=find,
    )
)
