"""Whether the image builds."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.build_causes import build_cause
from quaycrane.checks.declared import checked
from quaycrane.checks.engine_facts import engine, first_build
from quaycrane.checks.registry import Observation
from quaycrane.engine import image_names
from quaycrane.errors import BuildError


@checked(
    why="Everything else is asked of the image",
    fix="Read the message from the failed step down",
)
def builds(answer: Answer) -> Observation:
    """The image builds."""
    try:
        built = first_build(answer)
    except BuildError as error:
        cause = build_cause(answer, error, image_names(engine()))
        if cause is None:
            raise
        told = f"{cause.what}\n{error.what}\n{error.why}\n{error.log}".strip()
        return Observation(passed=False, observed=told, line=cause.line, fix=cause.fix)
    return Observation(passed=True, observed=f"{len(built.steps)} steps")
