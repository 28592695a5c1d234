"""Makes nbgrader's feedback a page that tells what to mend, and shows no hidden test or mark scheme."""

from typing import Any

from nbconvert.exporters import Exporter
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution, is_task
from traitlets import default

from quaycrane.grading.checking.aside import aside
from quaycrane.grading.gradebook.marks import waiting_cells
from quaycrane.grading.telling.feedback_html import feedback_html

_TOLD = ("student", "assignment", "notebook", "late_penalty", "waiting", "seconds_late")


class HideTests(ClearHiddenTests):  # type: ignore[misc] # untyped
    """nbgrader's ClearHiddenTests, for the instructor's grade cells only.

    On a student's answer that happens to hold the marker, nbgrader's own stops the feedback.
    """

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:  # noqa: ANN401
        """Remove the hidden tests of a grade cell."""
        if not is_grade(cell) or is_solution(cell):
            return cell, resources
        cleared, resources = super().preprocess_cell(cell, resources, cell_index)
        return cleared, resources


class HideMarkScheme(ClearMarkScheme):  # type: ignore[misc] # untyped
    """nbgrader's ClearMarkScheme, for the instructor's task cells only."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:  # noqa: ANN401
        """Remove the mark scheme of a task cell."""
        if not is_task(cell):
            return cell, resources
        cleared, resources = super().preprocess_cell(cell, resources, cell_index)
        return cleared, resources


class Summarise(NbGraderPreprocessor):  # type: ignore[misc] # untyped
    """Gathers from the gradebook what stands above the notebook, beside the grades that GetGrades puts in."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:  # noqa: ANN401 - nbgrader is untyped
        """Leave it among nbgrader's resources, for `FeedbackExporter`."""
        about = resources["nbgrader"]
        unit, student = about["assignment"], about["student"]
        with Gradebook(about["db_url"]) as book:
            about["waiting"] = waiting_cells(book, unit, about["notebook"], student)
            about["seconds_late"] = float(book.find_submission(unit, student).total_seconds_late)
        return nb, resources


class FeedbackExporter(Exporter):  # type: ignore[misc] # untyped
    """Makes the page of a graded notebook, in the process aside: it shows what a student wrote."""

    @default("file_extension")  # type: ignore[untyped-decorator]
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[str, Any]:  # noqa: ANN401
        """Return the page, and nbconvert's resources."""
        graded, resources = super().from_notebook_node(nb, resources, **options)
        about = {name: resources["nbgrader"][name] for name in _TOLD}
        return aside(feedback_html, graded, about), resources
