"""Whether a learner's predictions are what the engine does."""

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.changes import edit_of
from quaycrane.checks.declared import checked
from quaycrane.checks.engine_facts import Edit, build_after
from quaycrane.checks.registry import Observation
from quaycrane.checks.remembered import remembered
from quaycrane.errors import InputError

_FILE = "predictions.yaml"
_WHY = "Who can predict a build knows what it costs"
_FIX = "Ask of each step: did anything before it change, or a file that it reads?"
_FORM = "Use the form that the task shows"
_STEPS = ("copy-manifest", "install", "copy-sources", "build")


@checked(why=_WHY, fix=_FIX, file=_FILE)
def predicts_no_change(answer: Answer) -> Observation:
    """What runs again without a change, with the manifest first, is foreseen."""
    return _judge(answer, "manifest first", "no change", lambda _folder, _word: None)


@checked(why=_WHY, fix=_FIX, file=_FILE)
def predicts_source_edit(answer: Answer) -> Observation:
    """What runs again after a source edit, with the manifest first, is foreseen."""
    return _judge(answer, "manifest first", "source edit", edit_of("pages/index.md"))


@checked(why=_WHY, fix=_FIX, file=_FILE)
def predicts_manifest_edit(answer: Answer) -> Observation:
    """What runs again after a manifest edit, with the manifest first, is foreseen."""
    return _judge(answer, "manifest first", "manifest edit", edit_of("requirements.txt"))


@checked(why=_WHY, fix=_FIX, file=_FILE)
def predicts_source_edit_all_at_once(answer: Answer) -> Observation:
    """What runs again after a source edit, with everything copied at once, is foreseen."""
    return _judge(answer, "everything at once", "source edit", edit_of("pages/index.md"))


def _judge(answer: Answer, order: str, edit: str, change: Edit) -> Observation:
    predicted = _predicted(answer, order, edit)
    dockerfile = answer.read(f"orders/{order.replace(' ', '-')}.Dockerfile")
    application = answer.facts.setdefault(f"order {order}", _application(answer, dockerfile))
    happened = remembered(application, edit, lambda: _rerun(application, change))
    right = predicted == set(happened)
    said = ", ".join(name for name in _STEPS if name in predicted) or "nothing"
    ran = ", ".join(happened) or "nothing"
    # What happened is the solution, so only a right prediction is told it.
    seen = f"{ran.capitalize()} ran again" if right else f"You foresaw {said}; the engine did something else"
    return Observation(passed=right, observed=seen)


def _rerun(application: Answer, change: Edit) -> list[str]:
    steps = {_name(step.instruction) for step in build_after(application, change).rerun}
    return [name for name in _STEPS if name in steps]


def _application(answer: Answer, dockerfile: str) -> Answer:
    """Return the unit's application with one of the unit's own Dockerfiles."""
    application = Answer(answer.folder / "handbook")
    application.__dict__["text"] = dockerfile
    return application


def _predicted(answer: Answer, order: str, edit: str) -> set[str]:
    try:
        told = YAML(typ="safe", pure=True).load(answer.read(_FILE))
    except YAMLError as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        where = "" if line is None else f", line {line + 1}"
        raise InputError(f"{_FILE} is no YAML{where}", fix=_FORM) from None
    except RecursionError:
        raise InputError(f"{_FILE} is nested too deeply", fix=_FORM) from None
    block = told.get(order) if isinstance(told, dict) else None
    steps = block.get(edit) if isinstance(block, dict) else None
    if not isinstance(steps, list) or not all(isinstance(step, str) for step in steps):
        raise InputError(f"There is no list under {order!r}, {edit!r}", fix=_FORM)
    if unknown := sorted(set(steps) - set(_STEPS)):
        raise InputError(f"There is no step {unknown[0][:40]!r}", fix=f"The steps are {', '.join(_STEPS)}")
    return set(steps)


def _name(instruction: str) -> str:
    if instruction.startswith("COPY"):
        return "copy-manifest" if "requirements.txt" in instruction else "copy-sources"
    if instruction.startswith("RUN"):
        return "install" if "pip install" in instruction else "build"
    return ""
