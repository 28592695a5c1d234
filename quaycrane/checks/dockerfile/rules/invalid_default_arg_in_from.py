"""InvalidDefaultArgInFrom: without build arguments each base is still an image's name."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.expansion import ExpansionError, expand
from quaycrane.checks.dockerfile.model import Dockerfile, Stage
from quaycrane.checks.dockerfile.reference import read_reference
from quaycrane.checks.dockerfile.rule import Finding, rule


@rule(
    why="Whoever forgets --build-arg gets an error that names no cause",
    fix="Give the ARG above FROM a default",
    bad="ARG TAG\nFROM node:${TAG}\n",
    good="ARG TAG=24-alpine\nFROM node:${TAG}\n",
    elsewhere=("BuildKit InvalidDefaultArgInFrom",),
)
def invalid_default_arg_in_from(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Without build arguments each base is still an image's name.

    Yield each base that its variables' defaults make no name of an image.
    """
    for stage in dockerfile.stages:
        if "$" in stage.base and stage.parent is None and read_reference(stage.resolved) is None:
            observed = f"FROM {stage.base} becomes {stage.resolved!r}"
            yield Finding(stage.line, observed, _advice(dockerfile, stage))


def _advice(dockerfile: Dockerfile, stage: Stage) -> str:
    """Return which variable to give a default, or whose default to mend."""
    try:
        used = expand(stage.base, dockerfile.arguments, dockerfile.escape)
    except ExpansionError:
        return ""
    empty = sorted(name for name in used.missing | used.used if not dockerfile.arguments.get(name))
    if empty:
        return f"Give {empty[0]} a default above FROM: ARG {empty[0]}=… and the value"
    return f"Mend the default of {', '.join(sorted(used.used))}: together it must be an image's name"
