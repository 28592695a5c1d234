"""The feedback page tells what was earned, what to try next and where, and nothing that is hidden."""

import re
import shutil
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from quaycrane.checks import Outcome, Verdict
from quaycrane.checks.render import as_data
from quaycrane.grading.reading.malformed import MALFORMED
from quaycrane.grading.telling.feedback_page import Page, page
from tests.grading.conftest import NAME, UNIT, MiniCourse, nbgrader_metadata

REPORT = """# The answer is good (3 points)
from quaycrane.checks import Outcome, Report, Verdict
report = Report((
    Outcome("a", "It builds.", Verdict.PASSED),
    Outcome("b", "It is <b>tiny</b>.", Verdict.FAILED, "9 GB <script>", 1, "It costs", "Take a small base"),
    Outcome("c", "It starts fast.", Verdict.FAILED, "9 s", 2, "Waiting costs", "Take a small base"),
))
### BEGIN HIDDEN TESTS
secret_of_the_course = Outcome("d", "It is tidy.", Verdict.SKIPPED, "It needs this first")
report += Report((secret_of_the_course,))
### END HIDDEN TESTS
report.mark(3)"""


@pytest.fixture(scope="session")
def feedback(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The feedback of a small class: ann answered, ben handed in nothing readable, cy left it untouched."""
    course = MiniCourse(tmp_path_factory.mktemp("feedback"), {"grade-good": (3, REPORT)})
    course.nbgrader("generate_assignment", UNIT)
    notebook = nbformat.read(course.submit("ann", "FROM a\nRUN <b>b\n"), as_version=4)
    notebook.cells[-1].source = "<script>alert(1)</script> <img src='data:image/png;base64,AAAA'> My words."
    nbformat.write(notebook, course.folder("ann") / f"{NAME}.ipynb")
    MALFORMED["truncated"](course.folder("ben"), f"{NAME}.ipynb", notebook)
    shutil.copy(course.root / "release" / UNIT / f"{NAME}.ipynb", course.folder("cy"))
    course.autograde()
    course.nbgrader("generate_feedback", UNIT)
    return course.root / "feedback"


def text_of(feedback: Path, student: str) -> str:
    """Return a student's page."""
    return (feedback / student / UNIT / f"{NAME}.html").read_text()


def test_a_page_begins_with_points_and_what_to_try(feedback: Path) -> None:
    """Points that stand are told apart from those that a person will give; steps and answers follow."""
    html = text_of(feedback, "ann")
    assert "<b>0.75</b> of 3 points" in html
    assert "up to 4 more" in html
    assert html.index("Take a small base") < html.index("Your points") < html.index("Your answers")
    assert "Worth 1.5 points: It is &lt;b&gt;tiny&lt;/b&gt;. It starts fast." in html
    assert "It is tidy." in html


def test_a_page_shows_no_hidden_test_and_runs_nothing(feedback: Path) -> None:
    """Neither hidden code nor another site is in it, and a browser is told to run no script."""
    html = text_of(feedback, "ann")
    assert "secret_of_the_course" not in html
    assert "default-src 'none'" in html
    assert "9 GB &lt;script&gt;" in html
    assert not re.search(r"(src|href)=[\"']?(https?:)?//", html)
    assert len(html) < 100_000


def test_a_page_is_made_of_its_own_answers(feedback: Path) -> None:
    """What all pages share is made once, what a student wrote is not; an image is never without words."""
    ann, cy = (text_of(feedback, student) for student in ("ann", "cy"))
    assert ann.count("<h1") == cy.count("<h1") == 2
    assert "My words." in ann
    assert "My words." not in cy
    assert "A small unit" in ann
    assert "A small unit" in cy
    (image,) = re.findall(r"<img[^>]*>", ann)
    assert image == '<img alt="No description" src="data:image/png;base64,AAAA">'


def test_who_was_refused_reads_why(feedback: Path) -> None:
    """A submission that nobody could read has the reason on top and nothing else to puzzle over."""
    html = text_of(feedback, "ben")
    assert "could not be graded" in html
    assert "Your points" not in html
    assert "There was no answer." in text_of(feedback, "cy")


def graded(*outcomes: Outcome, **metadata: object) -> Page:
    """Return the page of a notebook with two answers and one grade cell of 4 points."""
    answers = [new_code_cell(f"%%dockerfile {place}/Dockerfile\nFROM a\nRUN b\n") for place in ("web", "api")]
    for place, answer in zip(("web", "api"), answers, strict=True):
        answer.metadata = nbformat.from_dict(nbgrader_metadata(place, solution=True))
    shown = new_output("display_data", {"text/plain": "said"})
    shown.metadata["quaycrane"] = {"outcomes": as_data(outcomes)}
    cell = new_code_cell("# Good (4 points)\nfloat(4)", outputs=[shown])
    cell.metadata = nbformat.from_dict(nbgrader_metadata("grade-good", grade=True, points=4, score=1.0))
    made = new_notebook(cells=[new_markdown_cell("# A unit"), *answers, cell], metadata=metadata)
    return page(made, ())


def test_steps_for_the_same_mend_are_one_and_the_dearest_comes_first() -> None:
    """What several checks ask for is said once, with all that it is worth."""
    failed = [
        Outcome("a", "A.", Verdict.FAILED, fix="mend a"),
        Outcome("b", "B.", Verdict.FAILED, fix="mend b"),
        Outcome("c", "C.", Verdict.FAILED, fix="mend b"),
        Outcome("d", "D.", Verdict.SKIPPED, fix="mend d"),
    ]
    assert [(step.fix, step.titles, step.points) for step in graded(*failed).steps] == [
        ("mend b", ("B.", "C."), 2.0),
        ("mend a", ("A.",), 1.0),
    ]


def test_the_cause_comes_first_with_all_the_points_that_it_holds_back() -> None:
    """What was skipped for a failure is counted with it, and what was seen there is said."""
    ended = [
        Outcome("style", "S.", Verdict.FAILED, "FROM node", fix="pin it", weight=2),
        Outcome("builds", "B.", Verdict.FAILED, "There is no instruction RNU\nlog", fix="mend it"),
        Outcome("c", "C.", Verdict.SKIPPED, weight=5, waits_for="builds"),
    ]
    assert [(step.cause, step.fix, step.points) for step in graded(*ended).steps] == [
        ("There is no instruction RNU", "mend it", 3.0),
        ("FROM node", "pin it", 1.0),
    ]


def test_lines_are_blamed_in_the_file_that_the_check_judges() -> None:
    """A failed check's line is shown in its own file, not in one of the same name; a pass blames nothing."""
    web, api = graded(
        Outcome("b", "B.", Verdict.FAILED, line=2, file="web/Dockerfile"),
        Outcome("b", "B.", Verdict.PASSED, line=1, file="web/Dockerfile"),
        Outcome("b", "B.", Verdict.FAILED, line=1, file="api/Dockerfile"),
        Outcome("other", "O.", Verdict.FAILED, line=1, file="compose.yaml"),
        Outcome("unknown", "U.", Verdict.FAILED, line=1),
    ).answers
    assert (web.path, web.lines, set(web.blamed)) == ("web/Dockerfile", ("FROM a", "RUN b"), {2})
    assert (api.path, set(api.blamed)) == ("api/Dockerfile", {1})


def test_a_cell_without_outcomes_tells_what_it_showed() -> None:
    """An instructor's own check that shows plain text is quoted."""
    (part,) = graded().parts
    assert (part.title, part.text, part.points) == ("Good", "said", 1.0)
    assert graded(quaycrane={"refused": "No.", "notes": ["Odd."]}).notes == ("Odd.",)
