"""What Formgrader shows an instructor of a graded answer."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension

from quaycrane.checks.report import METADATA
from tests.grading.conftest import REPOSITORY, grade_cell, nbgrader_metadata

FAILED = {
    "name": "pinned-base-tag",
    "title": "The base image is pinned to a version.",
    "verdict": "failed",
    "line": 1,
    "file": "app/Dockerfile",
}


def graded(*outcomes: dict[str, Any]) -> Any:
    """Return a graded notebook with an answer that tries to be more than text."""
    answer = new_code_cell(
        '%%dockerfile app/Dockerfile\nFROM <img src=x onerror="alert(1)">\nCMD ["ls"]',
        metadata=nbgrader_metadata("answer", solution=True),
    )
    grade = grade_cell("grade", 3, "checks.check('app').mark(3)")
    grade.outputs = [
        new_output("display_data", {"text/plain": "report"}, metadata={METADATA: {"outcomes": outcomes}})
    ]
    interview = new_markdown_cell(
        "A layer.", metadata=nbgrader_metadata("interview", grade=True, solution=True, points=4.0)
    )
    return new_notebook(cells=[answer, grade, interview])


@pytest.fixture
def exporter(monkeypatch: pytest.MonkeyPatch) -> HTMLExporter:
    """Formgrader's own, with the course's settings."""
    monkeypatch.chdir(REPOSITORY)
    formgrader = FormgradeExtension()
    formgrader.root_dir = str(REPOSITORY)
    formgrader.initialize([])
    return HTMLExporter(config=formgrader.config)


def shown(exporter: HTMLExporter, notebook: Any, tmp_path: Path) -> str:
    """Return the page of a submission."""
    nbformat.write(notebook, tmp_path / "a.ipynb")
    about = dict.fromkeys(("index", "total"), 1) | dict.fromkeys(
        ("assignment_id", "notebook_id", "submission_id", "base_url", "student", "last_name", "first_name"),
        "x",
    )
    html, _ = exporter.from_filename(str(tmp_path / "a.ipynb"), resources=about | {"notebook_path": "a"})
    return str(html)


def test_findings_stand_beside_their_lines(exporter: HTMLExporter, tmp_path: Path) -> None:
    """Each line has its number and what failed there; what a student wrote stays text."""
    page = shown(exporter, graded(FAILED, FAILED | {"line": None, "title": "The image builds."}), tmp_path)
    table = page.partition("as it was graded:")[2].partition("</table>")[0]
    first, second = table.partition("<tr>")[2].split("<tr>")
    assert "The base image is pinned" in first
    assert "The base image is pinned" not in second
    assert table.index("The image builds.") < table.index("<table")
    assert "&lt;img src=x" in first
    assert "<img src=x" not in page


def test_an_answer_without_a_failure_is_as_it_was(exporter: HTMLExporter, tmp_path: Path) -> None:
    """Where nothing failed there is no second copy of the answer."""
    assert "as it was graded" not in shown(exporter, graded(FAILED | {"verdict": "passed"}), tmp_path)


def test_nothing_is_asked_of_a_server_elsewhere(exporter: HTMLExporter, tmp_path: Path) -> None:
    """No script, style or font of the page comes from far away, and the page goes to what a person marks."""
    page = shown(exporter, graded(), tmp_path)
    assert 'src="http' not in page
    assert 'href="http' not in page
    assert ".text_cell input.score" in page
