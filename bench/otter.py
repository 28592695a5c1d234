"""Grades trivial notebooks in otter-grader's containers, for `bench.grading` to compare with.

Otter is installed where nothing else sees it. Its own recipe makes the containers' image from a published
base with conda, which is more than a check of a text needs; ours puts the same programs on the kit's Python.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from quaycrane.engine import Engine

_OTTER = "otter-grader[grading]==7.0.0"
_DOCKERFILE = """\
FROM python:3.13-slim
COPY wheels /wheels
RUN pip install -q --no-index --find-links /wheels "otter-grader[grading]" && rm -r /wheels
WORKDIR /autograder/results
WORKDIR /autograder/submission
RUN touch submission_metadata.json
COPY --chmod=755 run_autograder /autograder/
COPY otter_config.json run_otter.py /autograder/source/
COPY tests /autograder/source/tests/
"""
_FILES = {
    "run_autograder": "#!/bin/sh\nexec python /autograder/source/run_otter.py\n",
    "run_otter.py": "from otter.run.run_autograder import main\nmain('/autograder')\n",
    "otter_config.json": json.dumps({"lang": "python"}),
    "tests/check.py": """\
OK_FORMAT = True
case = {"code": ">>> assert 'FROM' in text", "hidden": False, "locked": False}
suite = {"cases": [case], "scored": True, "setup": "", "teardown": "", "type": "doctest"}
test = {"name": "check", "points": 1, "suites": [suite]}
""",
    "driver.py": """\
import sys
from otter.grade import containers
from otter.run import AutograderConfig
image, count, *paths = sys.argv[1:]
containers.build_image = lambda *_: image
for result in containers.launch_containers("", paths, int(count), "", "", AutograderConfig()):
    if result.total != 1:
        sys.exit(f"{result.file} got {result.total}")
""",
}


def grade_with_otter(engine: Engine, folder: Path, count: int, containers: int) -> float:
    """Return the seconds for `count` notebooks in that many containers at a time, without preparations.

    Args:
        engine: Where the containers run; it holds the kit's Python.
        folder: A new one, for all that it takes.
        count: How many notebooks.
        containers: How many at a time.
    """
    python = _installed(folder)
    context = folder / "image"
    for name, content in _FILES.items():
        (context / name).parent.mkdir(parents=True, exist_ok=True)
        (context / name).write_text(content)
    wheels = ["--python-version", "3.13", "--only-binary=:all:", "-d", str(context / "wheels")]
    _run(str(python), "-m", "pip", "download", "-q", *wheels, _OTTER)
    image = engine.build(context, dockerfile=_DOCKERFILE).image_id
    paths = []
    for number in range(count):
        paths.append(folder / f"student-{number:03}.ipynb")
        nbformat.write(_notebook(number), paths[-1])
    began = time.monotonic()
    driver = [str(python), str(context / "driver.py"), image, str(containers), *map(str, paths)]
    _run(*driver, environment=engine.environment)
    return time.monotonic() - began


def _installed(folder: Path) -> Path:
    _run(sys.executable, "-m", "venv", str(folder / "venv"))
    python = folder / "venv" / "bin" / "python"
    _run(str(python), "-m", "pip", "install", "-q", _OTTER)
    return python


def _notebook(number: int) -> nbformat.NotebookNode:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=[new_code_cell(f"text = 'FROM a{number}'")], metadata={"kernelspec": kernel})


def _run(*command: str, environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{command[:4]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
