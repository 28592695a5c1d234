"""A class that hands out and in by nbgrader's exchange: each person has a folder and a home of their own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from tests.grading.conftest import REPOSITORY, answer_cell, grade_cell, nbgrader_metadata

UNIT, NAME = "01-mini", "mini"
WRONG = "FROM node:latest\nRUN npm install\nCMD node server.js\n"
HALF = 'FROM node:24-alpine\nRUN npm install\nCMD ["node", "server.js"]\n'
RIGHT = 'FROM node:24-alpine\nCOPY package.json package-lock.json ./\nRUN npm ci\nCMD ["node", "server.js"]\n'
POINTS = {WRONG: 0.0, HALF: 2.0, RIGHT: 3.0}
"""What the checks give for each of them, of 3; the interview's answer is worth 4 more."""

_NO_ENGINE = MappingProxyType({"DOCKER_HOST": "unix:///nowhere.sock"})


def _source() -> Any:
    interview = new_markdown_cell("### BEGIN SOLUTION\nA cache key.\n### END SOLUTION", id="interview")
    settings = {"grade": True, "solution": True, "points": 4.0}
    interview.metadata = nbformat.from_dict(nbgrader_metadata("interview", **settings))
    practices = (
        'checks.check("app", "pinned-base-tag", "install-from-lockfile", "json-args-recommended").mark(3)'
    )
    cells = [
        new_markdown_cell(
            "# A small unit\n\n**What is good?**\n\nAbout 5 minutes. It needs a text.", id="title"
        ),
        new_code_cell("%load_ext quaycrane.notebook\nfrom quaycrane import checks", id="setup"),
        answer_cell("answer-dockerfile", "%%dockerfile app/Dockerfile", RIGHT),
        grade_cell("grade-practices", 3, practices),
        interview,
    ]
    cells[1].metadata["tags"] = ["setup"]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


class Person:
    """Somebody of the class, at a shell in their own folder.

    Attributes:
        name: By which nbgrader knows them.
        root: Their folder, with the course's settings.
        environment: Of their shell.
    """

    def __init__(self, place: Path, name: str, engine: Mapping[str, str] = _NO_ENGINE) -> None:
        self.name, self.root, home = name, place / name / "course", place / name / "home"
        self.root.mkdir(parents=True)
        (home / ".jupyter").mkdir(parents=True)
        # nbgrader takes the name from the operating system; all are one user here
        student = f"c.CourseDirectory.student_id = {name!r}\n" if name != "instructor" else ""
        (home / ".jupyter" / "nbgrader_config.py").write_text(f"c = get_config()\n{student}")
        settings = (REPOSITORY / "nbgrader_config.py").read_text(encoding="utf-8")
        settings += f"c.Exchange.root = {str(place / 'exchange')!r}\nc.ExecuteChecks.trusted = True\n"
        settings += "c.ExecuteChecks.allow_without_engine = True\n"
        (self.root / "nbgrader_config.py").write_text(settings)
        kept = {key: value for key, value in os.environ.items() if not key.startswith(("JUPYTER", "XDG_"))}
        self.environment = {**kept, **engine, "HOME": str(home), "IPYTHONDIR": str(home / "ipython")}

    def run(self, *command: str, folder: str = ".") -> str:
        """Run a Python module's command in their folder; return what it printed."""
        done = subprocess.run(
            [sys.executable, "-m", *command],
            cwd=self.root / folder, env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        printed = done.stdout + done.stderr
        assert done.returncode == 0, printed
        assert "Traceback" not in printed, printed
        return printed

    def nbgrader(self, *command: str) -> str:
        """Run a command of nbgrader."""
        return self.run("nbgrader", *command)

    @property
    def work(self) -> Path:
        """Where a student's copy of the unit is."""
        return self.root / "work" / UNIT

    def answer(self, dockerfile: str) -> None:
        """Write an answer into their notebook, and some words."""
        path = self.work / f"{NAME}.ipynb"
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            if cell.metadata.get("nbgrader", {}).get("grade_id") == "answer-dockerfile":
                cell.source = "%%dockerfile app/Dockerfile\n" + dockerfile
        notebook.cells[-1].source = f"{self.name} thinks that a layer is a step."
        nbformat.write(notebook, path)

    def fetched_feedback(self) -> list[str]:
        """Return the pages that came back, oldest submission first."""
        return [path.read_text(encoding="utf-8") for path in sorted((self.work / "feedback").rglob("*.html"))]


def classroom(place: Path, engine: Mapping[str, str] = _NO_ENGINE) -> tuple[Person, Person, Person]:
    """Make an exchange, an instructor with a unit, and two students with nothing but settings."""
    (place / "exchange").mkdir()
    (place / "exchange").chmod(0o777)
    instructor, ann, bob = (Person(place, name, engine) for name in ("instructor", "ann", "bob"))
    unit = instructor.root / "source" / UNIT
    (unit / "app").mkdir(parents=True)
    (unit / "app" / "package.json").write_text("{}")
    nbformat.write(_source(), unit / f"{NAME}.ipynb")
    return instructor, ann, bob
