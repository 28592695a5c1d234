"""Looks at what steps of a build leave, from stages of our own beside the answer's."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import build_other, engine
from quaycrane.checks.behaviour.look_stages import LookStages
from quaycrane.checks.dockerfile.model import Dockerfile, Instruction, Stage
from quaycrane.engine import OBSERVER_IMAGE, read_file
from quaycrane.errors import BuildError, UncheckedError

_MOST_FILES = 400
_MOST_BYTES = 4 << 20


class Seen(Enum):
    """What a step did to files."""

    MADE = "made"
    TOUCHED = "touched"
    LEFT = "left"


@dataclass(frozen=True, eq=False)
class Look:
    """A step to look at.

    Attributes:
        dockerfile: Where it stands.
        stage: In which stage.
        run: The step.
    """

    dockerfile: Dockerfile
    stage: Stage
    run: Instruction


def look_at(answer: Answer, looks: Sequence[Look], what: str) -> list[Seen]:
    """Return what each step did to the files whose paths end in `what`, or go on below it.

    Raises:
        UncheckedError: The image with which checks look is not there.
    """
    if not looks:
        return []
    word = uuid.uuid4().hex
    stages = LookStages(_observer(), word, what, _MOST_FILES)
    for number, look in enumerate(looks):
        for place, end in ((f"{number}b", look.run.line - 1), (f"{number}a", look.run.end_line)):
            name = f"look-{word}-{place}"
            stages.add(_stage(answer, look, name, end))
            stages.list_files(name, place)
    sentence = _told(answer, stages.text())
    return [
        _judged(sentence.get(f"{number}b", {}), sentence.get(f"{number}a", {}))
        for number in range(len(looks))
    ]


def survives(answer: Answer, looks: Sequence[Look], what: str) -> list[bool]:
    """Return of each step whether a mark in the files, put there before it, is there after it."""
    word = uuid.uuid4().hex
    stages = LookStages(_observer(), word, what, _MOST_FILES)
    for number, look in enumerate(looks):
        name = f"look-{word}-{number}"
        stages.add(_stage(answer, look, f"{name}m", look.run.line - 1))
        folder = stages.mark_files()
        stages.list_files(f"{name}m", f"{number}b", below=folder)
        stages.add(_stage(answer, look, f"{name}a", look.run.line - 1))
        stages.add(f"COPY --from={name}m {folder} /\n{_lines(answer, look.run.line, look.run.end_line)}")
        stages.list_files(f"{name}a", f"{number}a")
    try:
        sentence = _told(answer, stages.text())
    except BuildError:  # the step could not write what the mark made ours: nothing is known
        return [True] * len(looks)
    marked = [
        {one.content for one in sentence.get(f"{number}b", {}).values()} for number in range(len(looks))
    ]
    return [
        marks <= {one.content for one in sentence.get(f"{number}a", {}).values()}
        for number, marks in enumerate(marked)
    ]


@dataclass(frozen=True)
class _File:
    written: str
    content: str


def _judged(before: dict[str, _File], after: dict[str, _File]) -> Seen:
    if not after or before == after:
        return Seen.LEFT
    if {one.content for one in after.values()} <= {one.content for one in before.values()}:
        return Seen.TOUCHED
    return Seen.MADE


def _told(answer: Answer, stages: str) -> dict[str, dict[str, _File]]:
    """Build the stages below the answer's and return the files that they saw, by place and path."""
    own = answer.text.rstrip().rstrip("\\`")  # an escape there would continue into our stages
    image = build_other(answer, f"{own}\n{stages}").image_id
    text = (read_file(engine(), image, "/told", _MOST_BYTES) or b"").decode("utf-8", "replace")
    found: dict[str, dict[str, _File]] = {}
    files: dict[str, _File] = {}
    written: dict[str, str] = {}
    for line in text.splitlines():
        first, _, rest = line.partition(" ")
        if first == "at":
            files, written = found.setdefault(rest, {}), {}
        elif len(first) == 64:  # noqa: PLR2004 - a SHA-256 in hexadecimal
            path = rest.strip()
            files[path] = _File(written.get(path, ""), first)
        else:
            changed, _, path = rest.partition(" ")
            written[path] = f"{first} {changed}"
    return found


def _observer() -> str:
    """Return the image with which checks look.

    Raises:
        UncheckedError: It is not there.
    """
    if not engine().client.images.list(OBSERVER_IMAGE):
        raise UncheckedError(
            f"The image {OBSERVER_IMAGE}, with which checks look into images, is not there",
            fix="Get the course's images: quaycrane kit",
        )
    return OBSERVER_IMAGE


def _stage(answer: Answer, look: Look, name: str, end_line: int) -> str:
    """Return a stage that is the step's own down to a line, and bears another name."""
    opening = look.stage.opening
    head = " ".join(("FROM", *opening.flags, look.stage.base, "AS", name))
    return f"{head}\n{_lines(answer, opening.end_line + 1, end_line)}"


def _lines(answer: Answer, first: int, last: int) -> str:
    lines = answer.text.split("\n")[first - 1 : last]
    return "".join(f"{line}\n" for line in lines)
