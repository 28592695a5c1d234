"""What Moodle and Canvas give to download reaches submitted/, and nothing else of it does."""

import io
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import nbformat
import pytest
from nbgrader.api import Gradebook

from quaycrane.grading import answered
from quaycrane.grading.reading.class_list import read_list
from quaycrane.grading.reading.platform_names import notebook_of, read_name
from tests.grading.conftest import NAME, RIGHT, UNIT, MiniCourse

MOODLE = """\ufeffIdentifier,"Full name","Email address",Status,Grade,"Last modified (submission)"
"Participant 101","Änne Müller",aenne@example.org,Submitted,,"Friday, 27 November 2026, 10:00 AM"
"Participant 102","Bob Stone",bob@example.org,Submitted,,"Saturday, 28 November 2026, 9:15 PM"
"""
CANVAS = """Student,ID,SIS User ID,SIS Login ID,Section
"    Points Possible",,,,
"Müller, Änne",7001,s1,aenne,A
"Stone, Bob",7002,s2,bob,A
"Ilk, Cy",7003,s3,cy,A
"""
ZEROS = bytes(80 * 1024 * 1024)


def packed(files: Mapping[str, bytes]) -> bytes:
    """Return a zip file."""
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return content.getvalue()


def collect(course: MiniCourse, table: str, files: Mapping[str, bytes], *options: str) -> str:
    """Lay a download and a class list into the course, and take them in; return what was printed."""
    archive = course.root / "downloaded" / UNIT / "archive"
    archive.mkdir(parents=True, exist_ok=True)
    (archive / "class.csv").write_text(table, encoding="utf-8")
    (archive / "submissions.zip").write_bytes(packed(files))
    return course.nbgrader("zip_collect", UNIT, *options)


def notebook(course: MiniCourse, dockerfile: str = RIGHT) -> bytes:
    """Return a notebook with an answer."""
    text: str = nbformat.writes(answered(course.release(), {"app/Dockerfile": dockerfile}))
    return text.encode()


def handed_in(course: MiniCourse) -> dict[str, str]:
    """Return what lies in submitted/, notebooks and times, by path."""
    top = course.root / "submitted"
    return {path.relative_to(top).as_posix(): path.read_text() for path in top.rglob("*") if path.is_file()}


@pytest.mark.parametrize("form", ["{0}_assignsubmission_file_/{1}", "{0}_assignsubmission_file_{1}"])
def test_moodle_s_download_is_graded_in_time_and_late(course: MiniCourse, form: str) -> None:
    """Folders or none, umlauts in names: who is who says the worksheet, and when each handed in."""
    names = {"Änne Müller_101": "# Änne\n", "Bob Stone_102": "# Bob\n"}
    files = {form.format(who, f"{NAME}.ipynb"): notebook(course, RIGHT + text) for who, text in names.items()}
    collect(course, MOODLE, files)
    found = handed_in(course)
    assert "# Änne" in found[f"aenne@example.org/{UNIT}/{NAME}.ipynb"]
    assert len(found) == 4
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as book:
        book.update_or_create_assignment(UNIT, duedate="2026-11-28 12:00:00 UTC")
        known = {one.id: (one.first_name, one.last_name, one.email) for one in book.students}
    assert known["aenne@example.org"] == ("Änne", "Müller", "aenne@example.org")
    course.autograde()
    with Gradebook(f"sqlite:///{course.root / 'gradebook.db'}") as book:
        late = {one.student.id: one.total_seconds_late > 0 for one in book.assignment_submissions(UNIT)}
    assert late == {"aenne@example.org": False, "bob@example.org": True}
    course.nbgrader(
        "export",
        "--exporter",
        "quaycrane.grading.export.MoodleExporter",
        "--MoodleExporter.identify_by=email",
    )
    assert "aenne@example.org,Änne,Müller" in (course.root / "moodle.csv").read_text(encoding="utf-8")


def test_canvas_keeps_every_hand_in_and_the_last_counts(course: MiniCourse) -> None:
    """The number of the attachment decides, not the name that Canvas or a browser made of it."""
    files = {
        f"muelleraenne_7001_500_{NAME}.ipynb": notebook(course, "FROM first\n"),
        f"muelleraenne_LATE_7001_900_{NAME}-1.ipynb": notebook(course, "FROM last\n"),
        f"muelleraenne_7001_700_{NAME} (2).ipynb": notebook(course, "FROM second\n"),
        f"stonebob_7002_501_{NAME}.ipynb.json": notebook(course, "FROM bob\n"),
        "ilkcy_7003_502_work.zip": packed(
            {f"work/{NAME}.ipynb": notebook(course, "FROM cy\n"), "a.txt": b""}
        ),
        "strangerx_7009_503_mini.ipynb": notebook(course),
    }
    said = collect(course, CANVAS, files)
    found = handed_in(course)
    assert {path.split("/")[0]: text.split("FROM ")[1][:4].strip("\\n") for path, text in found.items()} == {
        "aenne": "last", "bob": "bob", "cy": "cy",
    }  # fmt: skip
    assert all(path.endswith(f"{UNIT}/{NAME}.ipynb") for path in found)
    assert "aenne handed in late" in said
    assert "strangerx (7009) is not in the class list" in said


def test_the_second_download_takes_the_place_of_the_first(course: MiniCourse) -> None:
    """Without --force nothing is overwritten, with it the newer answers are there."""
    name = f"stonebob_7002_501_{NAME}.ipynb"
    collect(course, CANVAS, {name: notebook(course, "FROM first\n")})
    again = {
        name: notebook(course, "FROM first\n"),
        name.replace("501", "601"): notebook(course, "FROM 2nd\n"),
    }
    archive = course.root / "downloaded" / UNIT / "archive" / "submissions.zip"
    archive.write_bytes(packed(again))
    assert "--force" in course.nbgrader("zip_collect", UNIT, fails=True)
    collect(course, CANVAS, again, "--force")
    assert "FROM 2nd" in handed_in(course)[f"bob/{UNIT}/{NAME}.ipynb"]


def test_hostile_files_are_told_and_leave_nothing_outside(course: MiniCourse) -> None:
    """Names that lead out, bombs, zip files that are none: the others are collected all the same."""
    before = {path for path in course.root.parent.rglob("*") if "downloaded" not in path.parts}
    files = {
        f"muelleraenne_7001_500_{NAME}.ipynb": ZEROS,
        "stonebob_7002_501_../../../../escaped.ipynb": notebook(course),
        "../stonebob_7002_505_..\\..\\out.ipynb": notebook(course),
        "stonebob_7002_502_a.zip": packed({"../../../../escaped.ipynb": notebook(course)}),
        "stonebob_7002_503_b.zip": b"PK no zip",
        "stonebob_7002_504_c.zip": packed({f"{number}.ipynb": b"" for number in range(1001)}),
        f"ilkcy_7003_506_{NAME}.ipynb": notebook(course),
    }
    said = collect(course, CANVAS, files)
    for told in (
        f"aenne: {'muelleraenne_7001_500_mini.ipynb'} is too large",
        "bob: b.zip is no zip",
        "1001 files",
    ):
        assert told in said
    found = handed_in(course)
    assert f"cy/{UNIT}/{NAME}.ipynb" in found
    made = {path for path in course.root.parent.rglob("*") if "downloaded" not in path.parts} - before
    inside = {course.root / "submitted", course.root / "gradebook.db", course.root / ".nbgrader.log"}
    assert all(path in inside or course.root / "submitted" in path.parents for path in made)
    assert {path.split("/")[0] for path in found} <= {"bob", "cy"}


@pytest.mark.parametrize(
    ("table", "why"),
    [
        ("Name,Number\nAnn,3\n", "has no column"),
        ("ID,SIS Login ID\n7001,../ann\n", "cannot be a folder"),
        ("ID,SIS Login ID\n7001,.\n", "cannot be a folder"),
    ],
)
def test_a_class_list_that_cannot_be_used_is_told(course: MiniCourse, table: str, why: str) -> None:
    """Nothing is collected, and the sentence says what the table lacks."""
    archive = course.root / "downloaded" / UNIT / "archive"
    archive.mkdir(parents=True)
    (archive / "class.csv").write_text(table)
    (archive / "a_7001_1_mini.ipynb").write_bytes(notebook(course))
    said = course.nbgrader("zip_collect", UNIT, fails=True)
    assert why in said
    assert "Traceback" not in said
    assert not handed_in(course)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_a_table_is_read_as_spreadsheets_save_it(tmp_path: Path, encoding: str, delimiter: str) -> None:
    """Commas, semicolons or tabs, in the encodings that Moodle, Canvas and Excel write."""
    text = 'Identifier,Username,Full name\nTeilnehmer/in 12,änne,"Änne Müller"\n'
    (tmp_path / "class.csv").write_bytes(text.replace(",", delimiter).encode(encoding))
    found = read_list(tmp_path / "class.csv")
    assert {number: (one.student, one.last_name) for number, one in found.items()} == {
        "12": ("änne", "Müller")
    }


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("mini.ipynb", ("mini", 0)),
        ("folder/mini (3).ipynb", ("mini", 3)),
        ("mini-12.ipynb", ("mini", 12)),
        ("MINI.IPYNB", ("mini", 0)),
        ("mini.ipynb.txt", ("mini", 0)),
        ("other.ipynb", ("other", 0)),
        ("minimal.ipynb", ("minimal", 0)),
        ("a:b*.ipynb", ("a_b_", 0)),
        (".hidden.ipynb", ("", 0)),
        ("notes.txt", ("", 0)),
    ],
)
def test_a_renamed_notebook_is_known(file: str, expected: tuple[str, int]) -> None:
    """What a platform or a browser puts behind a name is no other name."""
    assert notebook_of(file, ["mini"]) == expected


@pytest.mark.parametrize(
    "name", ["class.csv", "mini.ipynb", "Bob_7_assignsubmission_onlinetext_/x.html", "a_b_c_d"]
)
def test_another_name_is_nobody_s(name: str) -> None:
    """A file that no platform names belongs to no student."""
    assert read_name(name) is None
