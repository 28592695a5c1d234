"""The whole round by commands: out, fetched, in, collected, graded, marked by hand, given back, read."""

import re
import shlex
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import nbformat
import pytest
from nbgrader.api import Gradebook

from quaycrane.engine import Engine
from tests.grading.conftest import REPOSITORY
from tests.grading.exchange import HALF, NAME, POINTS, RIGHT, UNIT, WRONG, Person, classroom


def readme_steps() -> Iterator[list[str]]:
    """Give the commands that the README tells an instructor, for the small unit."""
    text = (REPOSITORY / "README.md").read_text(encoding="utf-8").partition("## For an instructor")[2]
    for line in text.partition("```console\n")[2].partition("```")[0].splitlines():
        yield shlex.split(line.replace("03-layers-and-cache", UNIT))


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


class Round:
    """The round, with what others do after the instructor's commands."""

    def __init__(self, place: Path, engine: Engine) -> None:
        self.instructor, self.ann, self.bob = classroom(place, engine.environment)

    def go(self) -> None:
        """Follow the README, step by step."""
        for program, action, *rest in readme_steps():
            if program == "install":  # the exchange is there
                continue
            module = {"nbgrader": "nbgrader", "quaycrane": "quaycrane.cli"}[program]
            self.instructor.run(module, action, *(self._now(word) for word in rest))
            getattr(self, f"after_{action}", lambda: None)()

    def _now(self, word: str) -> str:
        return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f} UTC" if re.match(r"\d{4}-", word) else word

    def after_release_assignment(self) -> None:
        """Ann hands in twice."""
        for student in (self.ann, self.bob):
            student.nbgrader("fetch_assignment", UNIT)
        for answer in (WRONG, RIGHT):
            self.ann.answer(answer)
            self.ann.nbgrader("submit", UNIT)

    def after_db(self) -> None:
        """Bob hands in after the due date."""
        self.bob.answer(HALF)
        self.bob.nbgrader("submit", UNIT)

    def after_grade(self) -> None:
        """Plain nbgrader comes to the same marks, and the interview is marked by hand."""
        before = self.scores()
        self.instructor.nbgrader("autograde", UNIT, "--force")
        assert self.scores() == before
        mark_by_hand(self.instructor, {"ann": 3.5, "bob": 1.5})

    def after_release_feedback(self) -> None:
        """Both fetch their feedback."""
        for student in (self.ann, self.bob):
            student.nbgrader("fetch_feedback", UNIT)

    def scores(self) -> dict[str, tuple[float, bool]]:
        """Return each student's points, late or not."""
        with Gradebook(f"sqlite:///{self.instructor.root / 'gradebook.db'}") as gradebook:
            found = {name: gradebook.find_submission(UNIT, name) for name in ("ann", "bob")}
            return {name: (one.score, one.total_seconds_late > 0) for name, one in found.items()}


@pytest.mark.engine
def test_the_round_comes_full_circle(engine: Engine, tmp_path: Path) -> None:
    """By the README's commands: Ann's second hand-in counts, Bob is late, each reads their own marks."""
    done = Round(tmp_path, engine)
    done.go()
    assert done.scores() == {"ann": (POINTS[RIGHT] + 3.5, False), "bob": (POINTS[HALF] + 1.5, True)}
    (to_ann,), (to_bob,) = done.ann.fetched_feedback(), done.bob.fetched_feedback()
    assert ("ann thinks" in to_ann, score(to_ann)) == (True, 6.5)
    assert ("bob thinks" in to_bob, score(to_bob)) == (True, 3.5)
    stamps = list((done.ann.work / "feedback").iterdir())
    assert len(stamps) == 1, "what was replaced has no feedback"


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
