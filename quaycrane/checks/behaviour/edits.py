"""Which steps run again after an edit: counted from BuildKit's record, never timed."""

import fnmatch
import json
import posixpath
from collections.abc import Sequence

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.changes import (
    edit_lockfile,
    edit_manifest,
    edit_of,
    edit_page,
    edit_source,
)
from quaycrane.checks.declared import checked
from quaycrane.checks.dockerfile.installs import installs
from quaycrane.checks.dockerfile.parse import parse
from quaycrane.checks.engine_facts import Edit, build_after, engine, first_build, steps_after
from quaycrane.checks.registry import Observation
from quaycrane.engine import Build, BuildStep, file_stamp, image_details

_KEEP_WHY = "Sources are edited all day; an install that runs each time costs the most of every rebuild"
_KEEP_FIX = "Copy only the manifest and the lock file, install, and copy the sources after that"
_AGAIN_WHY = "An install that does not see the manifest leaves the packages of yesterday in the image"
_AGAIN_FIX = "Copy package.json and package-lock.json before the install, so that it reads them"

_MOST_PACKAGES = 2


@checked(why=_KEEP_WHY, fix=_KEEP_FIX, needs=("builds",))
def source_edit_keeps_install(answer: Answer) -> Observation:
    """After an edit of a source file the install comes from the cache."""
    return _keeps_install(answer, edit_source)


@checked(why=_KEEP_WHY, fix=_KEEP_FIX, needs=("builds",))
def other_source_edit_keeps_install(answer: Answer) -> Observation:
    """After an edit of the page the install comes from the cache."""
    return _keeps_install(answer, edit_page)


@checked(
    why="What runs again after each edit is what a day of work waits for",
    fix="Copy what changes least first; a step runs again when what it reads, or a step before it, changed",
    needs=("builds",),
)
def after_edit(answer: Answer, file: str, rerun: Sequence[str]) -> Observation:
    """After an edit of {file} exactly these steps run again: {rerun}."""
    steps = [" ".join(step.instruction.split()) for step in build_after(answer, edit_of(file)).rerun]
    unlike = [step for step in steps if not any(fnmatch.fnmatchcase(step, one) for one in rerun)]
    missing = [one for one in rerun if not fnmatch.filter(steps, one)]
    told = f"Run again: {', '.join(steps) or 'nothing'}"
    return Observation(passed=not unlike and not missing, observed=told)


@checked(why=_AGAIN_WHY, fix=_AGAIN_FIX, needs=("builds",))
def manifest_edit_reruns_install(answer: Answer) -> Observation:
    """After an edit of the manifest the install runs again."""
    return _reruns_install(answer, edit_manifest)


@checked(why=_AGAIN_WHY, fix=_AGAIN_FIX, needs=("builds",))
def lockfile_edit_reruns_install(answer: Answer) -> Observation:
    """After an edit of the lock file the install runs again."""
    return _reruns_install(answer, edit_lockfile)


def _installs(answer: Answer, steps: tuple[BuildStep, ...]) -> list[BuildStep]:
    """Return the steps that install; of a heredoc BuildKit prints the first line only."""
    heads = {
        instruction.heredocs[0].strip().partition("\n")[0]
        for instruction in parse(answer.text).instructions
        if instruction.keyword == "RUN" and instruction.heredocs and installs(instruction.script)
    } - {""}
    return [
        step
        for step in steps
        if step.instruction.startswith("RUN")
        and (installs(_script(step.instruction)) or any(head in step.instruction for head in heads))
    ]


def _script(instruction: str) -> str:
    return parse(instruction).instructions[0].script


def _keeps_install(answer: Answer, edit: Edit) -> Observation:
    if not _installs(answer, first_build(answer).steps):
        return Observation(passed=False, observed="No step installs the packages")
    after = build_after(answer, edit)
    ran = ", ".join(step.instruction for step in after.rerun)
    if not ran:
        return Observation(passed=False, observed="No step ran again: the edited file is not in the image")
    if _installs_anew(answer, edit, after):
        return Observation(passed=False, observed=f"The packages were installed again, in one of: {ran}")
    kept = all(step.cached for step in _installs(answer, after.steps))
    return Observation(passed=kept, observed=f"Run again: {ran}")


def _installs_anew(answer: Answer, edit: Edit, after: Build) -> bool:
    stamps = _stamps(answer, after.image_id)
    if stamps == _stamps(answer, first_build(answer).image_id):
        return False
    # An engine may hold two results of the same step from other days, and take either: what is made anew each
    # time is another after each edit.
    return stamps != _stamps(answer, build_after(answer, edit).image_id)


def _stamps(answer: Answer, image: str) -> list[str]:
    """Return when the folders of the application's packages were made, whatever step made them."""
    try:
        told = json.loads(answer.read("package.json"))
        names = [name for name in told["dependencies"] if isinstance(name, str)]
    except (ValueError, KeyError, TypeError):
        return []
    home = image_details(engine(), image)["Config"].get("WorkingDir") or "/"
    folders = [posixpath.join(home, "node_modules", name) for name in names[:_MOST_PACKAGES]]
    return [file_stamp(engine(), image, folder) for folder in folders]


def _reruns_install(answer: Answer, edit: Edit) -> Observation:
    def again(steps: tuple[BuildStep, ...]) -> bool:
        return any(not step.cached for step in _installs(answer, steps))

    steps = steps_after(answer, edit, again)  # that it begins is all that is asked
    if not _installs(answer, steps):
        return Observation(passed=False, observed="No step installs the packages")
    ran = ", ".join(step.instruction for step in steps if not step.cached and not step.is_base)
    return Observation(passed=again(steps), observed=f"Run again: {ran or 'nothing'}")
