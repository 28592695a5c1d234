"""NoEmptyContinuation: no empty line stands inside an instruction."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule


@rule(
    why="It looks like the instruction's end and is not; a later BuildKit will refuse it",
    fix="Delete the empty line, or put a comment there",
    bad="FROM debian:bookworm-slim\nRUN echo one && \\\n\n    echo two\n",
    good="FROM debian:bookworm-slim\nRUN echo one && \\\n    # and then\n    echo two\n",
    elsewhere=("BuildKit NoEmptyContinuation",),
)
def no_empty_continuation(dockerfile: Dockerfile) -> Iterator[Finding]:
    """No empty line stands inside an instruction.

    Yield each instruction with an empty line in it.
    """
    for instruction in dockerfile.instructions:
        if instruction.gap:
            yield Finding(instruction.line, f"An empty line inside {instruction.keyword}")
