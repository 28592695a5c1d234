"""Measures grading in slots against serial `nbgrader autograde` on a shared engine, as ratios in one run.

The other is nbgrader as it comes, which runs the whole notebook in a kernel of the student's; so the notebook
holds no more than set-up, answers and checks. Ours writes the feedback in the same time.

In the course's folder: `python -m bench.grading [CLASS|slot]... [--count N] [--workers N]`.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_notebook

from bench.otter import grade_with_otter
from quaycrane.checks import Verdict
from quaycrane.commands.units import generate
from quaycrane.engine import Slot, SlotLimits, connect
from quaycrane.grading import LocalWorkers, Unit, cases, grade, hand_in, isolation_of, marks
from quaycrane.grading.checking.slots import prepared_kit
from quaycrane.grading.telling.feedback_page import outcomes
from quaycrane.kit import needed_by, project_root

UNIT = "03-layers-and-cache"
_AS_IT_COMES = """
c = get_config()
c.CourseDirectory.course_id = "bench"
c.CourseDirectory.root = {root!r}
c.ExecutePreprocessor.timeout = 600
"""
_TEXT = "float('FROM' in open('app/Dockerfile').read())"
_WAITING = """\
from quaycrane.engine import connect, wait_until
engine = connect(start=False)
health = {"test": ["CMD", "test", "-e", "/tmp/ready"], "interval": 1_000_000_000, "retries": 60}
build = engine.build("app", dockerfile=open("app/Dockerfile").read())
with engine.running(build.image_id, healthcheck=health) as running:
    def is_healthy():
        running.container.reload()
        return running.container.attrs["State"]["Health"]["Status"] == "healthy"
    wait_until(is_healthy, timeout_seconds=60, what="it is healthy")
1.0
"""


@dataclass(frozen=True)
class Class:
    """A class to be graded.

    Attributes:
        title: What its checks are.
        target: How many times as fast slots shall be.
        answers: A student's, by number.
        check: The only grade cell; empty takes the unit as it is.
        unit: The unit.
        otter: Whether the target is against otter-grader's containers, not against serial nbgrader.
    """

    title: str
    target: float
    answers: Callable[[int], Mapping[str, str]]
    check: str = ""
    unit: str = UNIT
    otter: bool = False


def _reference(unit: str) -> Mapping[str, str]:
    known = cases(project_root() / "answers" / unit)
    return next(case.answers for case in known if case.name == "reference")


def _own_folder(number: int) -> Mapping[str, str]:
    """Return the reference answer in a folder of its own, so that no step is another student's."""
    answers = _reference(UNIT)
    moved = answers["Dockerfile"].replace("/app", f"/srv/{number:03}")
    predictions = f"# {number}\n{answers['predictions.yaml']}"
    return {**answers, "Dockerfile": moved, "predictions.yaml": predictions}


def _numbered(unit: str) -> Callable[[int], Mapping[str, str]]:
    """Return the reference answers of a unit with a number in each: other texts, the same behaviour."""

    def answers(number: int) -> Mapping[str, str]:
        return {
            name: text if name.endswith(".md") else f"# {number}\n{text}"
            for name, text in _reference(unit).items()
        }

    return answers


def _in_own_folders(number: int) -> Mapping[str, str]:
    """Return the capstone's reference answer in folders of its own, as in `_own_folder`."""
    return {
        name: text.replace("/app", f"/srv/{number:03}") for name, text in _numbered(_CAPSTONE)(number).items()
    }


def _slow_to_be_healthy(number: int) -> Mapping[str, str]:
    text = f"FROM alpine:3\nENV NUMBER={number}\nCMD sleep 10; touch /tmp/ready; sleep 1000\n"
    return {"app/Dockerfile": text}


def _text_alone(number: int) -> Mapping[str, str]:
    return {"app/Dockerfile": f"FROM a{number}\n"}


_COMPOSE, _CAPSTONE = "07-compose", "11-capstone"
CLASSES = {
    "unit": Class("unit 03, all its checks", 3, _own_folder),
    "compose": Class("unit 07, all its checks", 3, _numbered(_COMPOSE), unit=_COMPOSE),
    "capstone": Class("unit 11, all its checks", 2.5, _in_own_folders, unit=_CAPSTONE),
    "waiting": Class("a container that takes 10 s to be healthy", 6, _slow_to_be_healthy, _WAITING),
    "trivial": Class("a check of the text", 4, _text_alone, _TEXT, otter=True),
}


def course(root: Path, what: Class, count: int) -> Path:
    """Make a course with `count` submissions in `root`."""
    source = root / "source" / what.unit
    shutil.copytree(project_root() / "source" / what.unit, source)
    shutil.copy(project_root() / "nbgrader_config.py", root)
    (path,) = source.glob("*.ipynb")
    made = _notebook(what.check) if what.check else _without_labs(nbformat.read(path, as_version=4))
    nbformat.write(made, path)
    generate(what.unit, root)
    for number in range(count):
        hand_in(root, what.unit, f"student-{number:03}", what.answers(number))
    return root


def serial(root: Path, unit: str) -> float:
    """Grade with plain `nbgrader autograde` on the engine at hand; return the seconds."""
    (root / "nbgrader_config.py").write_text(_AS_IT_COMES.format(root=str(root)))
    command = [sys.executable, "-m", "nbgrader", "autograde", unit]
    began = time.monotonic()
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    seconds = time.monotonic() - began
    _must_be_full(root, unit)
    return seconds


def in_slots(root: Path, unit: str, workers: int | None) -> float:
    """Grade in slots, as many as pay where none are named, feedback and all; return the seconds."""
    began = time.monotonic()
    what = Unit(root, unit)
    summary = grade(what, lambda _: None, workers=LocalWorkers(isolation_of(what), workers))
    seconds = time.monotonic() - began
    if summary.failures:
        raise SystemExit(f"Not graded: {summary.failures}")
    _must_be_full(root, unit)
    return seconds


def _must_be_full(root: Path, unit: str) -> None:
    """Stop where not everybody got all points that checks give: then something else was measured."""
    for mark in marks(Unit(root, unit)):
        if mark.auto_points != sum(cell.max_points for cell in mark.cells.values() if not cell.by_hand):
            raise SystemExit(f"{mark.student} has {mark.auto_points}\n{_lacking(root, unit, mark.student)}")


def _lacking(root: Path, unit: str, student: str) -> str:
    (path,) = Unit(root, unit).autograded(student).glob("*.ipynb")
    found = [one for cell in nbformat.read(path, as_version=4).cells for one in outcomes(cell)]
    return "\n".join(f"{one.name}: {one.observed}" for one in found if one.verdict is not Verdict.PASSED)


def measure(name: str, count: int, workers: int | None) -> None:
    """Print one row of the table."""
    what = CLASSES[name]
    with tempfile.TemporaryDirectory(prefix="quaycrane-bench-") as folder:
        roots = [course(Path(folder, way), what, count) for way in ("serial", "slots")]
        others = {"serial nbgrader": serial(roots[0], what.unit)}
        fast = in_slots(roots[1], what.unit, workers)
        if what.otter:
            containers = workers or os.cpu_count() or 1
            seconds = grade_with_otter(connect(), Path(folder, "otter"), count, containers)
            others[f"{containers} containers of otter-grader"] = seconds
    print(f"{what.title}: {count} submissions, {workers or 'as many as pay'} slots {fast:.1f} s")
    for other, seconds in others.items():
        print(f"  {other}: {seconds:.1f} s, {seconds / fast:.2f} times as long", flush=True)
    print(f"  wanted: {what.target:g} times against {other}")


def measure_slot() -> None:
    """Print how long a slot takes to be up, and to be reset after a build, a run, a volume and a network."""
    engine = connect()
    kit = prepared_kit(engine, [f"start{needed_by([UNIT])}"])
    for _ in range(5):
        began = time.monotonic()
        slot = Slot(engine, kit, SlotLimits())
        up = time.monotonic()
        client = slot.engine.client
        with tempfile.TemporaryDirectory() as context:
            slot.engine.build(Path(context), dockerfile="FROM alpine:3\nRUN echo a > /a\n")
        client.containers.run("alpine:3", ["true"], detach=True).wait()
        client.volumes.create("left")
        client.networks.create("left")
        used = time.monotonic()
        exact = slot.reset()
        reset = time.monotonic() - used
        print(f"a slot: up in {up - began:.2f} s, reset in {reset:.2f} s, exactly the kit: {exact}")
        slot.close()


def _without_labs(notebook: Any) -> Any:  # noqa: ANN401 - nbformat is untyped
    """Return a unit's notebook with those code cells only that set up, hold an answer, or check one."""
    notebook.cells = [
        cell
        for cell in notebook.cells
        if cell.cell_type != "code" or "nbgrader" in cell.metadata or "setup" in cell.metadata.get("tags", [])
    ]
    return notebook


def _notebook(check: str) -> Any:  # noqa: ANN401 - nbformat is untyped
    settings = {"schema_version": 3, "solution": False, "locked": False, "grade": False, "task": False}
    answer = settings | {"grade_id": "dockerfile", "solution": True}
    graded = settings | {"grade_id": "check", "grade": True, "locked": True, "points": 1}
    text = "%%dockerfile app/Dockerfile\n### BEGIN SOLUTION\nFROM a\n### END SOLUTION"
    cells = [
        new_code_cell("%load_ext quaycrane.notebook", metadata={"tags": ["setup"]}),
        new_code_cell(text, metadata={"nbgrader": answer}),
        new_code_cell(check, metadata={"nbgrader": graded}),
    ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    return new_notebook(cells=cells, metadata={"kernelspec": kernel})


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else "")
    parser.add_argument("what", nargs="*", metavar="|".join((*CLASSES, "slot")))
    parser.add_argument("--count", type=int, default=40, help="submissions")
    parser.add_argument("--workers", type=int, help="slots; as many as pay where it is left out")
    chosen = parser.parse_args()
    for name in chosen.what or ("slot", *CLASSES):
        if name == "slot":
            measure_slot()
        else:
            measure(name, chosen.count, chosen.workers)


if __name__ == "__main__":
    main()
