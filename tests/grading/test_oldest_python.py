"""Grading works under the Python that Debian 12 brings, which is older than ours."""

import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from quaycrane.kit import project_root
from tests.grading.conftest import UNIT, MiniCourse

DEBIANS = Path("/usr/bin/python3")
_PROGRAM = """
import sys
from pathlib import Path
from quaycrane.grading import Unit, grade
summary = grade(Unit(Path(sys.argv[1]), sys.argv[2]), lambda _: None)
points = [mark.auto_points for mark in summary.marks]
print(*sys.version_info[:2], summary.failures, points, len(summary.feedback))
"""


def version(python: Path) -> str:
    """Return a Python's version without its last number: libraries that are compiled belong to one such."""
    asked = [str(python), "-c", "import sys; print(*sys.version_info[:2])"]
    return subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()


@pytest.mark.skipif(not DEBIANS.exists(), reason="no Python of the system's own")
def test_a_submission_is_graded_under_debians_own_python(course: MiniCourse) -> None:
    """Reading, unpacking, checking, marking and feedback need nothing that came after Python 3.11.2."""
    ours = " ".join(map(str, sys.version_info[:2]))
    if version(DEBIANS) != ours:
        pytest.skip(f"the system's Python is {version(DEBIANS)}, ours {ours}: our libraries are not for it")
    course.submit("ann")
    libraries = [sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    ways = {
        "PYTHONPATH": os.pathsep.join((str(project_root()), *libraries)),
        "JUPYTER_PATH": str(Path(sys.prefix, "share", "jupyter")),
        "PYTHONWARNINGS": "ignore",
    }
    environment = {**os.environ, **course.engine_environment, **ways}
    done = subprocess.run(
        [str(DEBIANS), "-c", _PROGRAM, str(course.root), UNIT],
        env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.stdout == f"{ours} {{}} [6.0] 1\n", done.stderr
