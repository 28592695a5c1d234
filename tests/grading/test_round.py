"""The whole round by commands: out, fetched, in, collected, graded, marked by hand, given back, read."""

import re
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from quaycrane.engine import Engine
from tests.grading.exchange import HALF, NAME, POINTS, RIGHT, UNIT, WRONG, Person, classroom

GRADE = ("quaycrane.cli", "grade", UNIT, "--trusted")


def mark_by_hand(instructor: Person, points: dict[str, float]) -> None:
    """Give points to the interview's answers, as Formgrader does."""
    with Gradebook(f"sqlite:///{instructor.root / 'gradebook.db'}") as gradebook:
        for student, given in points.items():
            grade = gradebook.find_grade("interview", NAME, UNIT, student)
            grade.manual_score, grade.needs_manual_grade = given, False
        gradebook.db.commit()


def score(page: str) -> float:
    """Return the points that a page of feedback begins with."""
    (found,) = re.findall(r'class="score"><b>(.+?)</b>', page)
    return float(found)


@pytest.mark.engine
def test_the_round_comes_full_circle(engine: Engine, tmp_path: Path) -> None:
    """Ann's second hand-in counts, Bob is late, both graders agree, and each reads their own marks."""
    instructor, ann, bob = classroom(tmp_path, engine.environment)
    instructor.nbgrader("generate_assignment", UNIT)
    instructor.nbgrader("release_assignment", UNIT)
    for student in (ann, bob):
        student.nbgrader("fetch_assignment", UNIT)
    for answer in (WRONG, RIGHT):
        ann.answer(answer)
        ann.nbgrader("submit", UNIT)
    due = f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f} UTC"
    instructor.nbgrader("db", "assignment", "add", UNIT, f"--duedate={due}")
    bob.answer(HALF)
    bob.nbgrader("submit", UNIT)

    instructor.nbgrader("collect", UNIT)
    instructor.nbgrader("autograde", UNIT)
    assert "No mark changed" in instructor.run(*GRADE, "--regrade", folder="source")
    mark_by_hand(instructor, {"ann": 3.5, "bob": 1.5})
    instructor.nbgrader("generate_feedback", UNIT, "--force")
    instructor.nbgrader("release_feedback", UNIT)
    for student in (ann, bob):
        student.nbgrader("fetch_feedback", UNIT)

    with Gradebook(f"sqlite:///{instructor.root / 'gradebook.db'}") as gradebook:
        found = {student.name: gradebook.find_submission(UNIT, student.name) for student in (ann, bob)}
        scores = {name: submission.score for name, submission in found.items()}
        late = {name: submission.total_seconds_late > 0 for name, submission in found.items()}
    assert scores == {"ann": POINTS[RIGHT] + 3.5, "bob": POINTS[HALF] + 1.5}
    assert late == {"ann": False, "bob": True}
    (to_ann,), (to_bob,) = ann.fetched_feedback(), bob.fetched_feedback()
    assert ("ann thinks" in to_ann, score(to_ann)) == (True, 6.5)
    assert ("bob thinks" in to_bob, score(to_bob)) == (True, 3.5)
    assert len(list((ann.work / "feedback").iterdir())) == 1, "what was replaced has no feedback"


def test_fetch_and_submit_mean_the_folder_that_lab_opens(tmp_path: Path) -> None:
    """A unit is fetched into work/, and what is handed in is what was written there."""
    instructor, ann, _ = classroom(tmp_path)
    instructor.nbgrader("generate_assignment", UNIT)
    instructor.nbgrader("release_assignment", UNIT)
    ann.nbgrader("fetch_assignment", UNIT)
    assert {path.name for path in ann.root.iterdir()} == {"nbgrader_config.py", "work"}
    ann.answer(HALF)
    ann.nbgrader("submit", UNIT)
    instructor.nbgrader("collect", UNIT)
    handed_in = instructor.root / "submitted" / "ann" / UNIT / f"{NAME}.ipynb"
    assert HALF in nbformat.read(handed_in, as_version=4).cells[2].source
