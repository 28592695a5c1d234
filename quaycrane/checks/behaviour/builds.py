"""Whether the image builds."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine, first_build
from quaycrane.checks.build_causes import build_cause, endless
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import image_names
from quaycrane.errors import BuildError, EngineTimeoutError


@checked(
    why="Everything else is asked of the image",
    fix="Read the message from the failed step down",
)
def builds(answer: Answer) -> Observation:
    """The image builds."""
    try:
        built = first_build(answer)
    except (BuildError, EngineTimeoutError) as error:
        if isinstance(error, BuildError):
            cause = build_cause(answer, error, image_names(engine()))
        else:
            cause = endless(answer)
        if cause is None:
            raise
        sentence = "\n".join((cause.what, error.what, error.why, getattr(error, "log", "")))
        return Observation(passed=False, observed=sentence.strip(), line=cause.line, fix=cause.fix)
    return Observation(passed=True, observed=f"{len(built.steps)} steps")
