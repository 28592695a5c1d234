"""Which steps run again after an edit: counted from BuildKit's record, never timed."""

import fnmatch
from collections.abc import Sequence

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import steps_after
from quaycrane.checks.behaviour.changes import edit_of, edited
from quaycrane.checks.behaviour.makers import makers
from quaycrane.checks.declared import checked
from quaycrane.checks.dockerfile.installs import installing
from quaycrane.checks.dockerfile.parse import parse
from quaycrane.checks.registry import Observation
from quaycrane.engine import BuildStep
from quaycrane.errors import InputError

_KEEPS = (
    "Sources are edited all day; an install that runs each time costs the most of every rebuild",
    "Copy only the files that the install reads, install, and copy the sources after that",
)
_RENEWS = (
    "An install that does not see {file} leaves the packages of yesterday in the image",
    "Copy {file} before the install, so that it reads it",
)
_RERUNS = (
    "What runs again after each edit is what a day of work waits for",
    "Copy what changes least first; a step runs again when what it reads, or a step before it, changed",
)


def _words(file: str, keeps: str, renews: str, rerun: Sequence[str] | None, replacing: str) -> dict[str, str]:
    """Return what the check says for its values.

    Raises:
        InputError: They ask for nothing, or for several things at once.
    """
    del replacing
    if [bool(keeps), bool(renews), rerun is not None].count(True) != 1:
        raise InputError("after_edit takes one of keeps, renews and rerun", fix="Say what is to happen")
    if keeps:
        happens, (why, fix) = f"the step that makes {keeps} comes from the cache", _KEEPS
    elif renews:
        happens, (why, fix) = f"the step that makes {renews} runs again", _RENEWS
    else:
        sentence = ", ".join(rerun or ()) or "none"
        happens, (why, fix) = f"exactly these steps run again: {sentence}", _RERUNS
    return {"happens": happens, "reason": why.format(file=file), "advice": fix.format(file=file)}


@checked(why="{reason}", fix="{advice}", needs=("builds",), words=_words)
def after_edit(  # noqa: PLR0913 - one for each thing that can be asked
    answer: Answer,
    file: str,
    *,
    keeps: str = "",
    renews: str = "",
    rerun: Sequence[str] | None = None,
    replacing: str = "",
) -> Observation:
    """After an edit of {file} {happens}.

    Which steps make something is seen in the image, whatever they are called. Give one of the three.

    Args:
        answer: The answer.
        file: What is edited, from the answer's folder.
        keeps: The end of a path whose files an install makes, as ``node_modules/express``,
            ``site-packages/flask`` or ``usr/bin/curl``: they must come from the cache.
        renews: The same, of what must be made again.
        rerun: Patterns of the instructions that run again, every one and no other.
        replacing: A text in the file for which a new word is put; else a comment is added.
    """
    if renews:
        return _renewed(answer, file, replacing, renews)
    steps = edited(answer, file, replacing).build.rerun
    return _kept(answer, keeps, steps) if keeps else _rerun(steps, rerun or ())


def _rerun(steps: Sequence[BuildStep], patterns: Sequence[str]) -> Observation:
    said = [_instruction(step) for step in steps]
    unlike = [step for step in said if not any(fnmatch.fnmatchcase(step, pattern) for pattern in patterns)]
    missing = [pattern for pattern in patterns if not fnmatch.filter(said, pattern)]
    return Observation(passed=not unlike and not missing, observed=f"Run again: {_listed(steps)}")


def _kept(answer: Answer, what: str, rerun: Sequence[BuildStep]) -> Observation:
    made_by = makers(answer, what)
    if not made_by:
        return _no_maker(answer, what)
    if not rerun:
        observed = "No step ran again: the edited file is not in the image"
        return Observation(
            passed=False, observed=observed, fix="Copy all that the application needs: COPY . ."
        )
    again = [one for one in made_by if any(one.is_step(step) for step in rerun)]
    if again:
        observed = f"{again[0].instruction} makes {what} anew. Run again: {_listed(rerun)}"
        return Observation(passed=False, observed=observed, line=again[0].line)
    return Observation(passed=True, observed=f"Run again: {_listed(rerun)}")


def _renewed(answer: Answer, file: str, replacing: str, what: str) -> Observation:
    made_by = makers(answer, what)
    if not made_by:
        return _no_maker(answer, what)

    def again(steps: tuple[BuildStep, ...]) -> bool:
        return any(not step.cached and one.is_step(step) for step in steps for one in made_by)

    steps = steps_after(answer, edit_of(file, replacing), again)  # that it begins is all that is asked
    ran = [step for step in steps if not step.cached and not step.is_base]
    if again(steps):
        return Observation(passed=True, observed=f"Run again: {_listed(ran)}")
    line = made_by[0].line
    observed = f"{made_by[0].instruction} came from the cache. Run again: {_listed(ran)}"
    return Observation(passed=False, observed=observed, line=line)


def _no_maker(answer: Answer, what: str) -> Observation:
    runs = (instruction for instruction in parse(answer.text).instructions if instruction.keyword == "RUN")
    pretends = next((run for run in runs if installing(run)), None)
    after = f", not even RUN {pretends.value}" if pretends else ""
    observed = f"No step of the build makes {what}{after}"
    return Observation(passed=False, observed=observed, line=pretends.line if pretends else None)


def _listed(steps: Sequence[BuildStep]) -> str:
    return ", ".join(map(_instruction, steps)) or "nothing"


def _instruction(step: BuildStep) -> str:
    return " ".join(step.instruction.split())
