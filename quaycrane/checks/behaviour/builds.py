"""Whether the image builds."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.declared import checked
from quaycrane.checks.engine_facts import first_build
from quaycrane.checks.registry import Observation


@checked(
    why="Everything else is asked of the image",
    fix="Read the message from the failed step down",
)
def builds(answer: Answer) -> Observation:
    """The image builds."""
    built = first_build(answer)
    return Observation(passed=True, observed=f"{len(built.steps)} steps")
