"""A class is graded from Python with progress, again and again with the same marks."""

import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from quaycrane.errors import InputError, NoEngineError
from quaycrane.grading import Job, Unit, cases, fill, grade, marks
from quaycrane.grading.checking import slots
from quaycrane.grading.checking.slots import JobEnd
from tests.grading.conftest import PREDICTIONS, RIGHT, UNIT, MiniCourse

CASES = {
    "reference": ("", {"Dockerfile": RIGHT, "predictions.yaml": PREDICTIONS, "interview.md": "Because."}),
    "half": ("", {"Dockerfile": "FROM a\r\n", "interview.md": "Because."}),
    "nothing": ("no-notebook", {}),
    "untouched": ("", {}),
}


@pytest.fixture(autouse=True)
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the small course, whose checks need none, find no engine."""
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")
    monkeypatch.setattr(slots, "_engines", [])  # that of another test


@pytest.fixture
def answers(course: MiniCourse) -> Path:
    """Return a folder of example answers."""
    folder = course.root / "answers" / UNIT
    for name, (malformed, files) in CASES.items():
        (folder / name).mkdir(parents=True)
        about = f'title = "A case"\nfails = ["check-install"]\nmalformed = "{malformed}"\n'
        (folder / name / "case.toml").write_text(about)
        for file, text in files.items():
            (folder / name / file).write_bytes(text.encode())
    return folder


def test_the_same_class_gets_the_same_marks_twice(course: MiniCourse, answers: Path) -> None:
    """Grading is told step by step, can be repeated, and gives marks, feedback and a table."""
    assert [case.name for case in fill(course.root, UNIT, answers)] == sorted(CASES)
    told: list[str] = []
    first = grade(course.unit, told.append)
    second = grade(course.unit, told.append, force=True)
    assert first.marks == second.marks == marks(course.unit)
    assert {mark.student: mark.auto_points for mark in first.marks} == {
        "half": 1.0, "nothing": 0.0, "reference": 6.0, "untouched": 0.0,
    }  # fmt: skip
    assert {mark.student for mark in first.marks if mark.refused} == {"nothing"}
    assert not first.failures
    assert all(any(f"Marking {name} " in line for line in told) for name in CASES)
    assert len(first.feedback) == len(CASES)
    assert all(page.exists() for page in (*first.feedback, first.grades))


def test_only_what_is_new_is_graded_again(course: MiniCourse, answers: Path) -> None:
    """A second run grades the changed submission, a lost mark and nothing else."""
    fill(course.root, UNIT, answers)
    first = grade(course.unit, lambda _: None)
    told: list[str] = []
    assert grade(course.unit, told.append).marks == first.marks
    assert not any("Marking" in line for line in told)
    course.submit("half")
    shutil.rmtree(course.root / "feedback" / "untouched")
    found = grade(course.unit, told.append)
    assert [line.split()[1] for line in told if line.startswith("Marking")] == ["half", "untouched"]
    assert {mark.student: mark.auto_points for mark in found.marks}["half"] == 6.0


def test_a_student_who_hands_in_nothing_readable_alone_is_refused(course: MiniCourse) -> None:
    """A class of one with an empty folder is graded too."""
    course.folder("ann")
    (mark,) = grade(course.unit, lambda _: None).marks
    assert "no notebook" in mark.refused


def test_what_cannot_be_graded_is_said(course: MiniCourse, tmp_path: Path) -> None:
    """No unit, no submission, no course and no engine are told apart."""
    with pytest.raises(InputError, match="no unit"):
        grade(Unit(course.root, "09-other"), lambda _: None)
    with pytest.raises(InputError, match="Nobody"):
        grade(course.unit, lambda _: None)
    with pytest.raises(InputError, match="no course"):
        grade(Unit(tmp_path, UNIT), lambda _: None)
    course.submit("ann")
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + "c.ExecuteChecks.allow_without_engine = False\n")
    with pytest.raises(NoEngineError, match="no Docker Engine"):
        grade(course.unit, lambda _: None)
    assert not marks(course.unit)


@pytest.mark.parametrize("about", ["", "title = 3 4", 'title = "a"\nmalformed = "strangely"'])
def test_a_wrong_case_is_named(tmp_path: Path, about: str) -> None:
    """An example answer that says nothing of itself, or something unknown, is an error that names it."""
    (tmp_path / "odd").mkdir()
    (tmp_path / "odd" / "case.toml").write_text(about)
    with pytest.raises(InputError, match="odd"):
        cases(tmp_path)


def test_a_file_that_answers_nothing_is_named(course: MiniCourse, answers: Path) -> None:
    """An example answer's misspelt file is an error, not a silent gap."""
    (answers / "half" / "Dockerflie").write_text("FROM a")
    with pytest.raises(InputError, match="Dockerflie"):
        fill(course.root, UNIT, answers)


class Broken:
    """Workers that can do nothing."""

    def run(self, jobs: Iterable[Job]) -> Iterator[JobEnd]:
        """Give every job back at once, undone."""
        for job in jobs:
            yield JobEnd(job.key, None, "The machine is broken")


def test_what_the_workers_could_not_do_is_done_by_nobody_else(course: MiniCourse) -> None:
    """The same answers, handed in by another, are not checked in the process that only marks."""
    for student in ("ann", "bob"):
        course.submit(student)
    summary = grade(course.unit, lambda _: None, workers=Broken())
    assert summary.failures == dict.fromkeys(("ann", "bob"), "The machine is broken")
    assert not summary.marks
