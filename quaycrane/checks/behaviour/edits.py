"""Which steps run again after an edit: counted from BuildKit's record, never timed."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.declared import checked
from quaycrane.checks.dockerfile.installs import installs
from quaycrane.checks.dockerfile.parse import parse
from quaycrane.checks.engine_facts import build_after, first_build
from quaycrane.checks.registry import Observation
from quaycrane.engine import BuildStep
from quaycrane.errors import InputError

_KEEP_WHY = "Sources are edited all day; an install that runs each time costs the most of every rebuild"
_KEEP_FIX = "Copy only the manifest and the lock file, install, and copy the sources after that"
_AGAIN_WHY = "An install that does not see the manifest leaves the packages of yesterday in the image"
_AGAIN_FIX = "Copy package.json and package-lock.json before the install, so that it reads them"


@checked(why=_KEEP_WHY, fix=_KEEP_FIX, needs=("builds",))
def source_edit_keeps_install(answer: Answer) -> Observation:
    """After an edit of a source file the install comes from the cache."""
    return _keeps_install(answer, edit_source)


@checked(why=_KEEP_WHY, fix=_KEEP_FIX, needs=("builds",))
def other_source_edit_keeps_install(answer: Answer) -> Observation:
    """After an edit of the page the install comes from the cache."""
    return _keeps_install(answer, edit_page)


@checked(why=_AGAIN_WHY, fix=_AGAIN_FIX, needs=("builds",))
def manifest_edit_reruns_install(answer: Answer) -> Observation:
    """After an edit of the manifest the install runs again."""
    return _reruns_install(answer, edit_manifest)


@checked(why=_AGAIN_WHY, fix=_AGAIN_FIX, needs=("builds",))
def lockfile_edit_reruns_install(answer: Answer) -> Observation:
    """After an edit of the lock file the install runs again."""
    return _reruns_install(answer, edit_lockfile)


def edit_source(folder: Path, word: str) -> None:
    """Append a comment to the first source file."""
    _append(folder, "src", "*.js", f"// {word}\n")


def edit_page(folder: Path, word: str) -> None:
    """Append a comment to the first page."""
    _append(folder, "public", "*.html", f"<!-- {word} -->\n")


def edit_manifest(folder: Path, word: str) -> None:
    """Change the manifest's description."""
    _change(folder / "package.json", lambda told: told.__setitem__("description", word))


def edit_lockfile(folder: Path, word: str) -> None:
    """Change the lock file where `npm ci` does not compare it with the manifest."""
    _change(folder / "package-lock.json", lambda told: told["packages"][""].__setitem__("edited", word))


def _append(folder: Path, where: str, pattern: str, text: str) -> None:
    found = sorted((folder / where).rglob(pattern))
    if not found:
        raise InputError(f"There is no {pattern} in {where}/", fix="Put the application's files back")
    with found[0].open("a") as file:
        file.write(text)


def _change(path: Path, edit: Callable[[dict[str, Any]], None]) -> None:
    try:
        told = json.loads(path.read_text())
        edit(told)
    except (OSError, ValueError, KeyError) as error:
        fix = "Put the application's files back"
        raise InputError(f"{path.name} cannot be edited", why=str(error), fix=fix) from None
    path.write_text(json.dumps(told, indent=2))


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


def _keeps_install(answer: Answer, edit: Callable[[Path, str], None]) -> Observation:
    if not _installs(answer, first_build(answer).steps):
        return Observation(passed=False, observed="No step installs the packages")
    after = build_after(answer, edit)
    ran = ", ".join(step.instruction for step in after.rerun)
    if not ran:
        return Observation(passed=False, observed="No step ran again: the edited file is not in the image")
    kept = all(step.cached for step in _installs(answer, after.steps))
    return Observation(passed=kept, observed=f"Run again: {ran}")


def _reruns_install(answer: Answer, edit: Callable[[Path, str], None]) -> Observation:
    after = build_after(answer, edit)
    found = _installs(answer, after.steps)
    if not found:
        return Observation(passed=False, observed="No step installs the packages")
    ran = ", ".join(step.instruction for step in after.rerun) or "nothing"
    again = any(not step.cached for step in found)
    return Observation(passed=again, observed=f"Run again: {ran}")
