"""What the unit's grade cells call."""

import shlex

from quaycrane.checks import check
from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.behaviour.neighbours import only_pairs_talk, only_published
from quaycrane.checks.behaviour.stacks import service_turns_healthy
from quaycrane.checks.declared import checked
from quaycrane.checks.predictions import foreseen
from quaycrane.checks.registry import Observation
from quaycrane.engine import run_once

__all__ = ["check", "only_pairs_talk", "only_published", "predicts", "service_turns_healthy"]

_FILE = "predictions.yaml"
_ENDS = ("succeeds", "fails")


@checked(
    why="Who can say how a command ends can read what a container tells",
    fix="Ask whether all that the command needs is in the image",
    file=_FILE,
)
def predicts(answer: Answer, command: str) -> Observation:
    """How `{command}` ends is foreseen."""
    said = foreseen(answer, _FILE, command, among=_ENDS)
    code = run_once(engine(), "alpine:3", shlex.split(command), environment={}).code
    right = said == {_ENDS[code != 0]}
    # What happened is the solution, so only a right prediction is told it.
    seen = f"It ended with {code}" if right else "The engine did something else"
    return Observation(passed=right, observed=seen)
