"""What the unit's grade cells call: the checks of everyone, and whether a rebuild was foreseen."""

from quaycrane.checks import check
from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import build_after
from quaycrane.checks.behaviour.changes import edited
from quaycrane.checks.behaviour.edits import after_edit
from quaycrane.checks.behaviour.serves import serves_its_sources, serves_page
from quaycrane.checks.declared import checked
from quaycrane.checks.predictions import foreseen
from quaycrane.checks.registry import Observation
from quaycrane.checks.remembered import remembered

__all__ = ["after_edit", "check", "predicts", "serves_its_sources", "serves_page"]

_FILE = "predictions.yaml"
_APPLICATION = "handbook"
_STEPS = ("copy-manifest", "install", "copy-sources", "build")
WORDS = {_FILE: _STEPS}
"""The words that an answer may hold, by its file; `%%answer` tells of others at once."""

_EDITED = {"no change": "", "source edit": "pages/index.md", "manifest edit": "requirements.txt"}


@checked(
    why="Who can predict a build knows what it costs",
    fix="Ask of each step: did anything before it change, or a file that it reads?",
    file=_FILE,
)
def predicts(answer: Answer, order: str, edit: str) -> Observation:
    """What runs again after {edit}, with {order}, is foreseen."""
    said = foreseen(answer, _FILE, order, edit, among=_STEPS)
    application = answer.kept.setdefault(f"order {order}", _application(answer, order))
    happened = remembered(application, edit, lambda: _rerun(application, _EDITED[edit]))
    right = said == set(happened)
    ran = ", ".join(happened) or "nothing"
    told = ", ".join(name for name in _STEPS if name in said) or "nothing"
    # What happened is the solution, so only a right prediction is told it.
    seen = f"{ran.capitalize()} ran again" if right else f"You foresaw {told}; the engine did something else"
    return Observation(passed=right, observed=seen)


def _application(answer: Answer, order: str) -> Answer:
    """Return the unit's application with one of the unit's own Dockerfiles."""
    application = Answer(answer.folder / _APPLICATION)
    application.__dict__["text"] = answer.read(f"orders/{order.replace(' ', '-')}.Dockerfile")
    return application


def _rerun(application: Answer, file: str) -> list[str]:
    built = edited(application, file).build if file else build_after(application, lambda *_: None)
    steps = {_name(step.instruction) for step in built.rerun}
    return [name for name in _STEPS if name in steps]


def _name(instruction: str) -> str:
    if instruction.startswith("COPY"):
        return "copy-manifest" if "requirements.txt" in instruction else "copy-sources"
    if instruction.startswith("RUN"):
        return "install" if "pip install" in instruction else "build"
    return ""
