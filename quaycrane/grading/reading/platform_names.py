"""Reads from a file's name in a learning platform's download whose it is, and which notebook is meant."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

_MOODLE = re.compile(r"(?:.*/)?(?P<who>[^/]*)_(?P<number>\d+)_assignsubmission_file(?:_?/|_)(?P<file>.+)")
_CANVAS = re.compile(
    r"(?:.*/)?(?P<who>[^/]+?)_(?P<late>LATE_)?(?P<number>\d+)_(?P<order>\d+)_(?P<file>[^/]+)"
)
_NOTEBOOK = re.compile(r"(?P<stem>.+?)\.ipynb(?:\.json|\.txt)?", re.IGNORECASE)  # some browsers add to it
_COUNTED = r"(?P<count>[\s_+.()\d-]*)"  # what a platform or a browser puts behind a name that it has already
_MOST_CHARACTERS = 100


@dataclass(frozen=True)
class Handed:
    """What the name of a file says.

    Attributes:
        platform: ``Moodle`` or ``Canvas``.
        number: The platform's for the person, or for the person's part in the assignment.
        who: How the platform writes the person's name.
        order: Greater for what was handed in later; 0 where the platform keeps the last only.
        late: Whether the platform says that it came late.
        file: What the person called it, with folders.
    """

    platform: str
    number: str
    who: str
    order: int
    late: bool
    file: str


def read_name(name: str) -> Handed | None:
    """Return what a file's name says; None where neither platform would write it.

    Args:
        name: Its path in the download.
    """
    name = unicodedata.normalize("NFC", name.replace("\\", "/"))
    if found := _MOODLE.fullmatch(name):
        return Handed("Moodle", found["number"], found["who"], 0, late=False, file=found["file"])
    if found := _CANVAS.fullmatch(name):
        late = bool(found["late"])
        return Handed("Canvas", found["number"], found["who"], int(found["order"]), late, found["file"])
    return None


def notebook_of(file: str, notebooks: Sequence[str]) -> tuple[str, int]:
    """Return the name without suffix under which a file is handed in, and which copy of that name it is.

    A notebook of the unit is meant also where something counted behind its name. Another name stays, without
    what is no part of a plain file's name.

    Args:
        file: What the person called it.
        notebooks: The names of the unit's notebooks, without suffix.

    Returns:
        Name and number; the name is empty for what is no notebook.
    """
    found = _NOTEBOOK.fullmatch(PurePosixPath(file.replace("\\", "/")).name)
    if found is None or found["stem"].startswith("."):
        return "", 0
    stem = found["stem"]
    for known in sorted(notebooks, key=len, reverse=True):
        if counted := re.fullmatch(re.escape(known) + _COUNTED, stem, re.IGNORECASE):
            return known, int("".join(re.findall(r"\d", counted["count"]))[:9] or 0)
    return re.sub(r"[^\w .()+-]", "_", stem)[:_MOST_CHARACTERS], 0
