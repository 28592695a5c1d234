"""Carries over what nbgrader's exchange notes of a submission: its time, and where its feedback is found."""

import re
import secrets
from pathlib import Path

from nbgrader.utils import parse_utc

from quaycrane.errors import InputError
from quaycrane.grading.reading.submission import read_regular

TIMESTAMP, SECRET = "timestamp.txt", "submission_secret.txt"

_MAX_BYTES = 1024
# a zone is a number or a name: nbgrader would open a file of that path
_ZONE = r" ?[+-]\d\d:?\d\d| ?[A-Za-z_]+(?:/[A-Za-z_]+)*"
_TIME = re.compile(rf"\d{{4}}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{{1,9}})?(?:{_ZONE})?")
_SECRET = re.compile(r"[!-~]{16,256}")


def copy_notes(submitted: Path, clean: Path) -> None:
    """Write the time of a submission and its secret into the folder that is graded.

    nbgrader's `release_feedback` opens both for every student, and stops at the first who has none. So a
    submission that came by another way has an empty time, which means that none is known, and a secret
    that nobody knows: its feedback is found by nobody in the exchange.

    Args:
        submitted: ``submitted/<student>/<unit>``.
        clean: The folder that stands in for it.
    """
    (clean / TIMESTAMP).write_text(submitted_at(submitted), encoding="utf-8")
    found = _text(submitted / SECRET)
    secret = found if _SECRET.fullmatch(found) else secrets.token_hex(64)
    (clean / SECRET).write_text(secret, encoding="utf-8")


def submitted_at(submitted: Path) -> str:
    """Return when a submission was handed in, as nbgrader writes it in UTC; nothing where nobody can tell."""
    text = _text(submitted / TIMESTAMP)
    if not _TIME.fullmatch(text):
        return ""
    try:
        return f"{parse_utc(text)} UTC"
    except (ValueError, OverflowError):
        return ""


def _text(path: Path) -> str:
    try:
        return read_regular(path, _MAX_BYTES).decode().strip()
    except (InputError, UnicodeDecodeError):
        return ""
