"""Keeps hidden tests and mark schemes out of the feedback, whatever students wrote."""

from typing import Any

from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme
from nbgrader.utils import is_grade, is_solution, is_task


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
