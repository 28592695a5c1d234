"""Copies units as a learner has them done, with answers and without hidden tests, into a course's folder.

In the course's folder: `python -m bench.as_learners FOLDER UNIT...`.
"""

import shutil
import sys
from pathlib import Path

import nbformat
from nbgrader.preprocessors import ClearHiddenTests

from quaycrane.kit import project_root


def copy(unit: str, course: Path) -> None:
    """Copy a unit into a course's folder."""
    place = course / "source" / unit
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(project_root() / "source" / unit, place)
    shutil.copy(project_root() / "nbgrader_config.py", course)
    (path,) = place.glob("*.ipynb")
    notebook, _ = ClearHiddenTests().preprocess(nbformat.read(path, as_version=4), {})
    nbformat.write(notebook, path)


if __name__ == "__main__":
    for name in sys.argv[2:]:
        copy(name, Path(sys.argv[1]))
