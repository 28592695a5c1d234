"""Whether a build for another commit installs again, and whether the application knows its commit."""

import secrets
from typing import TYPE_CHECKING

from quaycrane.checks.answer_builds import build_given
from quaycrane.checks.behaviour.answering import answered
from quaycrane.checks.behaviour.makers import makers
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation

if TYPE_CHECKING:
    from quaycrane.checks.answer import Answer
    from quaycrane.engine import Build

_PORT = 8000


@checked(
    why="A pipeline builds every commit; an install in each of them costs more than all the rest",
    fix="Declare the argument as far down as you can: what stands below it runs again for each new value",
    needs=("builds",),
)
def after_argument(answer: "Answer", argument: str, keeps: str) -> Observation:
    """With another --build-arg {argument} the step that makes {keeps} comes from the cache.

    Args:
        answer: The answer.
        argument: The argument's name.
        keeps: The end of a path whose files an install makes.
    """
    made_by = makers(answer, keeps)
    if not made_by:
        return Observation(passed=False, observed=f"No step of the build makes {keeps}")
    _given(answer, argument)
    rerun = _given(answer, argument).rerun
    sentence = ", ".join(" ".join(step.instruction.split()) for step in rerun) or "nothing"
    again = next((one for one in made_by if any(one.is_step(step) for step in rerun)), None)
    return Observation(
        passed=again is None, observed=f"Run again: {sentence}", line=again.line if again else None
    )


@checked(
    why="Who looks into a failure asks first which commit is running",
    fix="Give the argument to a variable of the image: ENV COMMIT=$COMMIT, in the stage that runs",
    needs=("builds",),
)
def tells_its_commit(answer: "Answer") -> Observation:
    """Built with a --build-arg COMMIT, the page greets a visitor and names the commit."""
    word = secrets.token_hex(4)
    built = build_given(answer, {"COMMIT": word})
    page = answered(answer, built.image_id, _PORT, f"/{word[:4]}")
    right = f"Good morning, {word[:4]}" in page and f"commit {word}" in page
    return Observation(passed=right, observed=f"The page: {page[:200].strip()}")


def _given(answer: "Answer", argument: str) -> "Build":
    return build_given(answer, {argument: secrets.token_hex(8)})
