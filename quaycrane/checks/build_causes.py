"""Says what in a Dockerfile a failed build comes from: the line to mend, not the step that met it."""

import posixpath
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from quaycrane.checks.answer import Answer
from quaycrane.checks.dockerfile.installs import installing
from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.parse import parse
from quaycrane.checks.dockerfile.reference import read_reference
from quaycrane.errors import BuildError

_NOT_FOUND = re.compile(r'"([^"]+)": not found')
_NO_PATTERN = "syntax error in pattern"
_BASE = re.compile(r"The base image (\S+) is not on this engine")
_NO_PROGRAM = re.compile(
    r"(?:^|\s)(?:/bin/sh|sh)?:? ?(?:\d+: |line \d+: )?([\w./-]+): not found", re.MULTILINE
)
_NO_SCRIPT = re.compile(r'Missing script: "([^"]+)"')
_UNRESOLVED = re.compile(r'(?:Could not resolve|The entry point) "([^"]+)"')
_MANAGERS = {
    "apk": "Alpine's",
    "apt-get": "Debian's",
    "apt": "Debian's",
    "yum": "Red Hat's",
    "dnf": "Red Hat's",
}


@dataclass(frozen=True)
class BuildCause:
    """What a failed build comes from.

    Attributes:
        what: One sentence without a full stop.
        fix: What to do.
        line: Where in the Dockerfile, None where no line is to blame.
    """

    what: str
    fix: str
    line: int | None = None


Look = Callable[[Answer, Dockerfile, BuildError], BuildCause | None]


def build_cause(answer: Answer, error: BuildError, images: Iterable[str]) -> BuildCause | None:
    """Return what a failed build comes from, None where it is not known.

    Args:
        answer: What did not build.
        error: How it failed.
        images: The names of the images on the engine.
    """
    dockerfile = parse(answer.text, answer.read(".dockerignore"))
    if base := _BASE.match(error.what):
        return _absent(dockerfile, base[1], images)
    looks: tuple[Look, ...] = (_unreadable, _not_in_context, _files_first, _in_step)
    return next((cause for look in looks if (cause := look(answer, dockerfile, error))), None)


def endless(answer: Answer) -> BuildCause | None:
    """Return the step that a build cannot get past, None where all may end."""
    dockerfile = parse(answer.text)
    runs = [instruction for instruction in dockerfile.instructions if instruction.keyword == "RUN"]
    starts = any(instruction.keyword in {"CMD", "ENTRYPOINT"} for instruction in dockerfile.instructions)
    if not runs or starts:
        return None
    what = f"The build waits in vain: RUN {runs[-1].value} never ends, and there is no CMD"
    return BuildCause(what, "RUN is for what the image is made of; start the server with CMD", runs[-1].line)


def _absent(dockerfile: Dockerfile, base: str, images: Iterable[str]) -> BuildCause:
    named = {base, base.removesuffix(":latest")}
    line = next((stage.line for stage in dockerfile.stages if stage.resolved in named), None)
    wanted = _repository(base)
    copied = next(
        (
            instruction
            for instruction in dockerfile.instructions
            if (instruction.flag("from") or "") in named - {""}
        ),
        None,
    )
    if copied:
        stages = ", ".join(stage.name for stage in dockerfile.stages if stage.name) or "none with a name"
        what = f"There is no stage {copied.flag('from')}, and no image of that name on this engine"
        return BuildCause(what, f"The stages are {stages}", copied.line)
    alike = sorted(image for image in images if _repository(image) == wanted)
    here = ", ".join(alike or sorted({image for image in images if "/" not in image}))
    return BuildCause(
        f"The base image {base} is not on this engine, and no registry gave it",
        f"On this engine {'are' if ',' in here else 'is'} {here}" if here else "Mind the spelling of FROM",
        line,
    )


def _repository(image: str) -> str:
    reference = read_reference(image)
    return reference.familiar if reference else image.partition(":")[0]


def _unreadable(_: Answer, dockerfile: Dockerfile, __: BuildError) -> BuildCause | None:
    for problem in dockerfile.problems[:1]:
        return BuildCause(problem.what, problem.fix, problem.line)
    return None


def _not_in_context(answer: Answer, dockerfile: Dockerfile, error: BuildError) -> BuildCause | None:
    match = _NOT_FOUND.search(error.why)
    missing = match[1] if match else ""
    copies = [
        instruction for instruction in dockerfile.instructions if instruction.keyword in {"COPY", "ADD"}
    ]
    if _NO_PATTERN in error.why:  # BuildKit says it of a copy of which another time it says "not found"
        return _odd(copies)
    if "COPY" not in error.failed_step + error.why or not (missing or "no such file" in error.why):
        return None
    if odd := _odd(copies):
        return odd
    name = posixpath.basename(missing)
    copy = next((one for one in copies if name and name in one.value), None)
    return _missing(answer, copy, missing) if missing else None


def _odd(copies: list[Instruction]) -> BuildCause | None:
    """Return what is written so that a copy looks for other files than are meant."""
    for copy in copies:
        if "#" in copy.arguments:
            what = f"What follows the {copy.keyword} is no comment but more of its files: {copy.value}"
            return BuildCause(what, "Give the comment a line of its own", copy.line)
        if copy.form == "shell" and copy.value.startswith("["):
            return _quotes(copy)
    return None


def _missing(answer: Answer, copy: Instruction | None, missing: str) -> BuildCause:
    path, line = missing.lstrip("/"), copy.line if copy else None
    if copy and copy.flag("from"):
        what = f"There is no {missing} in the stage {copy.flag('from')}"
        return BuildCause(what, "Mind where it was made", line)
    if copy and any(word.startswith(("..", "/")) for word in copy.arguments[:-1]):
        what = f"COPY {copy.value} looks for {path} in the folder that is built"
        return BuildCause(what, "Name what lies in that folder, from there: COPY . .", line)
    if (answer.folder / path).exists():
        return BuildCause(f"{path} is left out by .dockerignore", "Take its line out of .dockerignore", line)
    there = ", ".join(sorted(one.name for one in answer.folder.iterdir() if not one.name.startswith(".")))
    return BuildCause(f"There is no {path} in the folder that is built", f"There are {there}", line)


def _quotes(one: Instruction) -> BuildCause:
    return BuildCause(
        f"{one.keyword} is no JSON array: {one.value[:60]}", "Write it with double quotes", one.line
    )


def _files_first(answer: Answer, dockerfile: Dockerfile, error: BuildError) -> BuildCause | None:
    """Return the COPY that leaves out what an install reads, or that comes too late."""
    step = _failed(dockerfile, error)
    if step is None or not installing(step):
        return None
    stage = next(stage for stage in dockerfile.stages if step in stage.instructions)
    before = [
        instruction
        for instruction in stage.instructions
        if instruction.line < step.line and instruction.keyword in {"COPY", "ADD"}
    ]
    if misled := next((one for one in before if _ends_in_a_file(answer, one)), None):
        first, to = misled.arguments[0], misled.arguments[-1]
        what = f"COPY {misled.value} has no folder at its end, so {first} becomes {to}"
        return BuildCause(what, f"Write COPY {misled.value} ./", misled.line)
    log = error.log
    wanted = (
        "package-lock.json"
        if "EUSAGE" in log and "package-lock" in log
        else "package.json"
        if "ENOENT" in log and "package.json" in log
        else ""
    )
    if not wanted or not (answer.folder / wanted).exists():
        return None
    if not before:
        return BuildCause(
            f"RUN {step.value} finds no {wanted}: no COPY stands before it",
            f"COPY {wanted} before it",
            step.line,
        )
    last = before[-1]
    to = last.arguments[-1] if last.arguments else ""
    if wanted in last.value:
        what = f"COPY {last.value} puts {wanted} at {to}, where RUN {step.value} does not look"
        return BuildCause(what, "End it with ./, the folder where the install runs", last.line)
    return BuildCause(
        f"COPY {last.value} does not bring {wanted}, which RUN {step.value} reads",
        f"Write COPY package.json package-lock.json {to}",
        last.line,
    )


def _ends_in_a_file(answer: Answer, copy: Instruction) -> bool:
    return len(copy.arguments) > 1 and (answer.folder / copy.arguments[-1]).is_file()


def _in_step(answer: Answer, dockerfile: Dockerfile, error: BuildError) -> BuildCause | None:
    step = _failed(dockerfile, error)
    line = step.line if step else None
    said = f"RUN {step.value}" if step else "A step"
    if match := _NO_SCRIPT.search(error.log):
        return BuildCause(
            f"package.json has no script {match[1]}", "See its scripts, and mind the spelling", line
        )
    if match := _UNRESOLVED.search(error.log):
        return BuildCause(
            f"{said} finds no {match[1]}: it was not copied yet", "COPY the sources before it", line
        )
    if match := _NO_PROGRAM.search(error.log):
        if f'"{match[1]}"' in answer.read("package.json").partition('"devDependencies"')[2]:
            what = f"{said} calls {match[1]}, a development dependency, which no step before it installed"
            return BuildCause(what, "Install those too, or make another stage that builds", line)
        owner = _MANAGERS.get(match[1])
        fix = f"It is {owner}; use the base's own" if owner else "Mind its spelling, or install it before"
        return BuildCause(f"{said} calls {match[1]}, which is not in the image", fix, line)
    return None


def _failed(dockerfile: Dockerfile, error: BuildError) -> Instruction | None:
    """Return the RUN that failed: its words stand in the name of the failed step."""
    sentence = " ".join(error.failed_step.split())
    runs = [instruction for instruction in dockerfile.instructions if instruction.keyword == "RUN"]
    return next((run for run in runs if run.value and " ".join(f"RUN {run.value}".split()) in sentence), None)
