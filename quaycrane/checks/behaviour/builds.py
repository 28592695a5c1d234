"""Whether the image builds, and whether building again is free."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.engine_facts import build_after, first_build
from quaycrane.checks.registry import Observation, checked


@checked(
    why="Everything else is asked of the image",
    fix="Read the message from the failed step down",
)
def builds(answer: Answer) -> Observation:
    """The image builds."""
    built = first_build(answer)
    return Observation(passed=True, observed=f"{len(built.steps)} steps")


@checked(
    why="A step that runs without need costs every build its seconds",
    fix="Look for a step whose input is another one each time, such as ADD of an address",
    needs=("builds",),
)
def no_change_reruns_nothing(answer: Answer) -> Observation:
    """Building again without a change runs no step."""
    again = build_after(answer, lambda _folder, _word: None)
    ran = ", ".join(step.instruction for step in again.rerun)
    return Observation(passed=not ran, observed=f"Run again: {ran}" if ran else "All steps from the cache")
