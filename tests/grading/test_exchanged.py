"""What the exchange notes of a submission comes back with its feedback, and is believed no further."""

import os
from pathlib import Path

import pytest
from nbgrader.utils import notebook_hash

from quaycrane.grading.gradebook.intake import SECRET, TIMESTAMP, copy_notes, submitted_at
from tests.grading.conftest import NAME, UNIT, MiniCourse


def test_feedback_is_released_to_who_handed_in_by_the_exchange(course: MiniCourse, tmp_path: Path) -> None:
    """Each student's page lies under the secret of the submission; one that came by hand stops nobody."""
    secrets = {"ann": "a" * 128, "cy": "c" * 128}
    for student in ("ann", "bob", "cy"):
        course.submit(student)
    for student, secret in secrets.items():
        (course.folder(student) / SECRET).write_text(secret)
        (course.folder(student) / TIMESTAMP).write_text("2026-11-27 10:00:00.000000 UTC")
    course.autograde()
    course.nbgrader("generate_feedback", UNIT)
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    exchange.chmod(0o777)
    course.nbgrader("release_feedback", UNIT, f"--Exchange.root={exchange}")
    released = {path.stem for path in exchange.rglob("*.html")}
    assert {notebook_hash(secret=secret, notebook_id=NAME) for secret in secrets.values()} < released
    assert len(released) == 3


@pytest.mark.parametrize("text", ["", "short", "a b" * 50, "\x00" * 128, "x" * 5000])
def test_a_secret_that_is_none_is_replaced(tmp_path: Path, text: str) -> None:
    """Feedback never lies under a name that somebody could guess."""
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "in" / SECRET).write_text(text)
    copy_notes(tmp_path / "in", tmp_path / "out")
    assert len((tmp_path / "out" / SECRET).read_text()) == 128


def test_a_time_zone_is_a_name_and_no_path(tmp_path: Path) -> None:
    """A zone that names a file, which nbgrader would open, is no zone; times are told in UTC."""
    os.mkfifo(tmp_path / "pipe")
    times = {
        f"2026-01-01 00:00:00 {tmp_path}/pipe": "",
        "2026-01-01 00:00:00 ../../etc/passwd": "",
        "2026-13-01 00:00:00 UTC": "",
        "2026-01-01 12:00:00.5 Europe/Berlin": "2026-01-01 11:00:00.500000 UTC",
        "2026-01-01 12:00:00": "2026-01-01 12:00:00 UTC",
    }
    for text, expected in times.items():
        (tmp_path / TIMESTAMP).write_text(text)
        assert submitted_at(tmp_path) == expected
