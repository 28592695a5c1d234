"""Puts what a unit's grade cells ask to the answers outside of a notebook: the same checks and words."""

import re
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import nbformat

from quaycrane.checks import Report
from quaycrane.checks.report import last_shown
from quaycrane.errors import InputError
from quaycrane.units import package_name


@dataclass(frozen=True)
class Task:
    """What one grade cell asks.

    Attributes:
        title: Its first line, with the points.
        unit: The unit.
        code: The cell.
    """

    title: str
    unit: str
    code: str

    def judge(self, folder: Path) -> Report:
        """Return what comes of the answers in a unit's folder.

        Raises:
            InputError: The cell shows no report, or breaks off.
        """
        names: dict[str, Any] = {"checks": import_module(f"quaycrane.units.{package_name(self.unit)}.checks")}
        before = last_shown()
        try:
            with chdir(folder), redirect_stdout(StringIO()):
                exec(self.code, names)  # noqa: S102 - the unit's own cell, on the learner's own machine
        except (NameError, AttributeError, TypeError, SyntaxError) as error:
            raise InputError(f"The cell '{self.title}' breaks off", why=str(error)) from error
        report = last_shown()
        if report is None or report is before:
            raise InputError(f"The cell '{self.title}' shows no report")
        return report


def tasks_of(notebook: Path) -> list[Task]:
    """Return what a unit's notebook asks, in order."""
    cells = nbformat.read(notebook, as_version=4).cells
    graded = [
        cell.source
        for cell in cells
        if cell.cell_type == "code" and cell.metadata.get("nbgrader", {}).get("grade")
    ]
    return [
        Task(re.sub(r"^#\s*", "", code.partition("\n")[0]), notebook.parent.name, code) for code in graded
    ]
