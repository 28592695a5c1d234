"""Tells what may stand at the cursor in a Dockerfile."""

import re

from quaycrane.checks.dockerfile import parse
from quaycrane.checks.dockerfile.options import flags_of
from quaycrane.checks.dockerfile.validate import KEYWORDS
from quaycrane.editor.images import kit_images

Offered = dict[str, tuple[str, str]]
"""What may stand there: its kind, and what it does."""

_INSTRUCTION = re.compile(r"\s*(?P<word>[A-Za-z]*)")
_SOURCE = re.compile(r"\s*(?:COPY|ADD|RUN)\s.*?[-,]?from=(?P<word>[^\s,]*)", re.IGNORECASE)
_BASE = re.compile(r"\s*FROM\s+(?:--\S+\s+)*(?P<word>[^\s-]\S*|)", re.IGNORECASE)
_FLAG = re.compile(r"\s*(?P<keyword>[A-Za-z]+)\s+(?:--\S+\s+)*(?P<word>-[\w-]*)", re.IGNORECASE)


def offered(text: str, before: str) -> tuple[str, Offered]:
    """Return the word at the cursor as far as it is written, and what may stand there.

    Args:
        text: The whole Dockerfile.
        before: What of it stands before the cursor.
    """
    *earlier, line = before.split("\n")
    if earlier and earlier[-1].rstrip().endswith("\\"):  # the middle of an instruction
        return "", {}
    if found := _INSTRUCTION.fullmatch(line):
        return found["word"], {f"{word} ": ("instruction", "") for word in sorted(KEYWORDS - {"MAINTAINER"})}
    if found := _FLAG.fullmatch(line):
        return found["word"], dict.fromkeys(flags_of(found["keyword"].upper()), ("flag", ""))
    if found := _SOURCE.fullmatch(line) or _BASE.fullmatch(line):
        return found["word"], _stages(text, len(earlier) + 1) | kit_images()
    return "", {}


def _stages(text: str, line: int) -> Offered:
    """Return the stages that begin above a line."""
    return {
        stage.name: ("stage", f"FROM {stage.base}")
        for stage in parse(text).stages
        if stage.name and stage.line < line
    }
