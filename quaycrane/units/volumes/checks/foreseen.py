"""Whether a learner foresaw what becomes of a file, judged against the engine."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.declared import checked
from quaycrane.checks.foreseen_one import foreseen_word
from quaycrane.checks.registry import Observation
from quaycrane.checks.remembered import remembered
from quaycrane.units.volumes.engine import Event, Fate, hosted, lives

_FILE = "predictions.yaml"
_LIVES = "lives"
_EVENTS = (Event.CRASH, Event.REMOVE, Event.REMOVE_V, Event.AUTO, Event.PRUNE, Event.DOWN_V)


@checked(
    why="Who can say where a file is need not look for it when it matters",
    fix="Ask where it lies: in the container, in a volume or on the machine; and who takes that away",
    file=_FILE,
)
def predicts(answer: Answer, place: str, event: str) -> Observation:
    """What becomes of a file is foreseen ({place}: {event})."""
    said = foreseen_word(answer, _FILE, place, event, among=[fate.value for fate in Fate])
    if "lives" not in answer.kept:
        known = Answer(answer.folder / "demos")  # a folder of the unit's own: it holds for a whole class
        known.__dict__["text"] = _LIVES
        answer.kept["lives"] = remembered(known, _LIVES, _lived)
    happened = next(
        one.rpartition(": ")[2] for one in answer.kept["lives"] if one.startswith(f"{event}: {place}: ")
    )
    right = said == happened
    # What happened is the solution, so only a right prediction is told it.
    seen = f"It is {said}" if right else f"You foresaw {said}; the engine did something else"
    return Observation(passed=right, observed=seen)


def _lived() -> list[str]:
    """Live the lives that the exercise asks about, all of them at once."""
    with hosted(engine()) as host:
        lived = lives(engine(), {event: host.folder(event.name.lower()) for event in _EVENTS})
    return [
        f"{life.event.value}: {place.value}: {fate.value}"
        for life in lived
        for place, fate in life.fates.items()
    ]
