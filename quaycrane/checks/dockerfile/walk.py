"""Small ways through a Dockerfile that many rules take."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile, Instruction, Stage

_LONGEST = 80
_WINDOWS = re.compile(r"windows|nanoserver|servercore", re.IGNORECASE)


def each(dockerfile: Dockerfile, *keywords: str) -> Iterator[Instruction]:
    """Yield the instructions of every stage that have one of the keywords."""
    for stage in dockerfile.stages:
        for instruction in stage.instructions:
            if instruction.keyword in keywords:
                yield instruction


def shown(instruction: Instruction) -> str:
    """Return an instruction as a finding quotes it, in one line and not endless."""
    text = " ".join(" ".join((instruction.keyword, *instruction.flags, instruction.value)).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def from_context(instruction: Instruction) -> bool:
    """Return whether a COPY or ADD takes its files from the build context."""
    return instruction.keyword in {"COPY", "ADD"} and instruction.flag("from") is None


def last_said(dockerfile: Dockerfile, keyword: str) -> Instruction | None:
    """Return the instruction that decides for the image: the last of its kind that shapes the last stage."""
    said = [one for one in dockerfile.history(dockerfile.stages[-1]) if one.keyword == keyword]
    return said[-1] if said else None


def kept(dockerfile: Dockerfile) -> list[Stage]:
    """Return the stages whose files are in the image: the last one, and those that it is built upon."""
    return dockerfile.chain(dockerfile.stages[-1])


def on_windows(dockerfile: Dockerfile, stage: Stage) -> bool:
    """Return whether a stage's base or platform tells that its commands are not for a shell of Unix."""
    lowest = dockerfile.chain(stage)[0]
    return bool(_WINDOWS.search(f"{lowest.resolved} {lowest.opening.flag('platform') or ''}"))
