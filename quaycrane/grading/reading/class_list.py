"""Reads who is who from the table that a learning platform gives: its grades, or its grading worksheet."""

import csv
import io
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dateutil import parser

from quaycrane.errors import InputError

_LOGINS = ("sis login id", "username", "id number", "sis user id", "email address")
_STUDENT = re.compile(r"[\w@+-][\w.@+-]*")


@dataclass(frozen=True)
class Listed:
    """A row of the table.

    Attributes:
        student: The name that nbgrader shall know.
        first_name: May be empty.
        last_name: May be empty.
        email: May be empty.
        handed_in: When, as far as the table tells.
    """

    student: str
    first_name: str
    last_name: str
    email: str
    handed_in: datetime | None


def read_list(path: Path, column: str = "") -> dict[str, Listed]:
    """Return the people of a class by the platform's number.

    Args:
        path: Canvas' export of the grades, or Moodle's grading worksheet, as CSV.
        column: The heading of the column that nbgrader's name of a student is in; empty for the usual one.

    Raises:
        InputError: It is no such table, or a name in it cannot be a folder's.
    """
    text = _decoded(path.read_bytes())
    header = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=max(",;\t", key=header.count))
    columns = {name.strip().casefold(): name for name in reader.fieldnames or () if name}
    wanted = [column.casefold()] if column else [*_LOGINS]
    login = next((columns[name] for name in wanted if name in columns), None)
    if login is None:
        raise InputError(
            f"{path.name} has no column for what nbgrader shall call a student",
            why=f"It has: {', '.join(columns.values())}",
            fix="Name it in nbgrader_config.py: c.PlatformExtractor.student_column = ...",
        )
    number = columns.get("id") or columns.get("identifier") or next(iter(columns.values()))
    found = {}
    for row in reader:
        plain = {name: (row[heading] or "").strip() for name, heading in columns.items()}
        told = re.search(r"(\d+)$", (row[number] or "").strip())
        student = (row[login] or "").strip()
        if told and student:
            found[told[1]] = _listed(path, student, plain)
    return found


def _listed(path: Path, student: str, row: Mapping[str, str]) -> Listed:
    if not _STUDENT.fullmatch(student):
        raise InputError(f"{path.name} calls a student {student!r}", why="That cannot be a folder's name")
    last, comma, first = row.get("student", "").partition(",")
    if not comma:
        first, _, last = (row.get("full name") or row.get("student", "")).rpartition(" ")
    return Listed(
        student,
        row.get("first name") or first.strip(),
        row.get("last name") or last.strip(),
        row.get("email address", ""),
        _moment(row.get("last modified (submission)", "")),
    )


def _moment(text: str) -> datetime | None:
    """Return a time that Moodle tells in words, by this machine's clock."""
    with suppress(ValueError, OverflowError):
        return parser.parse(text).astimezone(UTC) if text else None
    return None


def _decoded(raw: bytes) -> str:
    for encoding in ("utf-16",) if raw[:2] in {b"\xff\xfe", b"\xfe\xff"} else ("utf-8-sig", "cp1252"):
        with suppress(UnicodeDecodeError):
            return raw.decode(encoding)
    raise InputError("The class list is in no text encoding that we know", fix="Save it as CSV in UTF-8")
