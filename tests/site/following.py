"""Follows a guide to the letter: runs its commands, and puts its blocks where it says."""

import os
import re
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import nbformat

from quaycrane.kit import project_root

_BLOCK = re.compile(
    r"(?P<before>(?:^.+\n)*)\n?^```(?P<kind>\w+)\n(?P<text>(?:.*\n)*?)```$",
    re.MULTILINE,
)
_CELL = re.compile(r"In the cell `([\w-]+)`(?: of `(\S+\.ipynb)`)?(?:, with (\d+) points)?:$")
_FILE = re.compile(r"(In|At the end of) `(\S+)`:$")
_COMMANDS = {
    "quaycrane": 'exec {python} -m quaycrane.cli "$@"',
    "nbgrader": 'exec {python} -m nbgrader "$@"',
    "python": 'exec {python} "$@"',
}
_COURSE = """#!/bin/sh
case $1 in test) shift; exec {python} -m pytest -q -x "$@" ;; esac
exec {python} -m quaycrane.cli "$@"
"""


class Reader:
    """Somebody who does what a guide says.

    Args:
        place: An empty folder for what is theirs.
        course: Where they work.
        package: The folder from which the package is taken.
        environment: What leads to their engine.
    """

    def __init__(self, place: Path, course: Path, package: Path, environment: Mapping[str, str]) -> None:
        self.course, self._bin, self.said = course, place / "bin", list[str]()
        self._bin.mkdir()
        for name, text in _COMMANDS.items():
            self._program(self._bin / name, f"#!/bin/sh\n{text}\n")
        path = f"{self._bin}{os.pathsep}{os.environ['PATH']}"
        self._environment = {**os.environ, **environment, "PATH": path, "PYTHONPATH": str(package)}

    def in_a_clone(self) -> None:
        """Let `./course` run in this Python, and not in an environment that it makes."""
        (self.course / "course").unlink()
        self._program(self.course / "course", _COURSE)

    def follow(self, guide: str, heading: str = "") -> None:
        """Do all that a guide says, or what it says below a heading."""
        text = (project_root() / "docs" / "guide" / guide).read_text(encoding="utf-8")
        if heading:
            text = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
            assert text, heading
        blocks = [*_BLOCK.finditer(text)]
        assert len(blocks) == len(re.findall("^```$", text, re.MULTILINE))
        for block in blocks:
            before = " ".join(block["before"].split())
            if block["kind"] == "bash":
                self._run(block["text"])
            elif cell := _CELL.search(before):
                self._write_cell(cell[1], cell[2] or "", cell[3] or "", block["text"])
            else:
                file = _FILE.search(before)
                assert file, f"{guide} does not say where to put: {block['text']}"
                path = self.course / file[2]
                path.parent.mkdir(parents=True, exist_ok=True)
                there = path.read_text(encoding="utf-8") if file[1] != "In" else ""
                path.write_text(there + block["text"], encoding="utf-8")

    def _run(self, script: str) -> None:
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", script],
            cwd=self.course, env=self._environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, f"{script}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
        self.said.append(done.stdout)

    def _write_cell(self, name: str, where: str, points: str, text: str) -> None:
        (path,) = self.course.glob(where) if where else self.course.glob("source/20-*/*.ipynb")
        notebook = nbformat.read(path, as_version=4)
        (cell,) = (one for one in notebook.cells if one.id == name)
        cell.source = text.rstrip("\n")
        if points:
            cell.metadata["nbgrader"]["points"] = int(points)
        nbformat.write(notebook, path)

    def _program(self, path: Path, text: str) -> None:
        path.write_text(text.format(python=sys.executable), encoding="utf-8")
        path.chmod(0o755)
