"""Does a job on an engine: lays out the files, runs the checks, settles the marks."""

import atexit
import html
import io
import math
import os
import tarfile
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nbformat.v4 import new_output

from quaycrane.checks import Verdict
from quaycrane.checks.remembered import REMEMBERED
from quaycrane.checks.report import METADATA
from quaycrane.engine import run_name, temporary_folder
from quaycrane.errors import NoEngineError
from quaycrane.grading.checking.kernel import Ran, run_cells
from quaycrane.grading.checking.work import CellOutcome, Executed, Job, Tests

if TYPE_CHECKING:
    import tempfile


_MAX_STREAM_CHARACTERS = 64 * 1024

NO_MARK = "the check did not end in a mark"


def unit_files(unit: Path, ignore: Iterable[str]) -> Iterator[Path]:
    """Yield a unit's own files, in order: no notebook, no link, nothing to be ignored.

    Args:
        unit: ``source/<unit>``.
        ignore: Names of files and folders that are no part of a unit, as patterns.
    """
    patterns = (*ignore, "*.ipynb")
    for top, folders, files in os.walk(unit):
        folders[:] = sorted(name for name in folders if not _matches(name, patterns))
        for name in sorted(files):
            path = Path(top, name)
            if not _matches(name, patterns) and not path.is_symlink() and path.is_file():
                yield path


def lay_scratch(archive: bytes, scratch: Path, answers: Iterable[tuple[str, str | None]]) -> None:
    """Fill `scratch` with the unit's own files and a student's answers.

    Where an answer is missing there is no file, not the instructor's.

    Args:
        archive: The unit's own files, as a tar archive.
        scratch: An empty folder.
        answers: The path of each answer, and its text; None for a missing one.
    """
    _unpack(archive, scratch)
    for path, text in answers:
        (scratch / path).unlink(missing_ok=True)
        if text is not None:
            write_answer(scratch, path, text)


def write_answer(folder: Path, path: str, text: str) -> None:
    """Write an answer below `folder` as the unit's magic does, ending in a line end."""
    target = folder / path
    target.parent.mkdir(parents=True, exist_ok=True)
    end = "" if text.endswith(("\n", "\r")) or not text else "\n"
    target.write_bytes((text + end).encode())


def _unpack(archive: bytes, folder: Path) -> None:
    """Write the files of an archive of ours, which holds nothing else.

    Not by `extractall`, whose filters Python 3.11.2 lacks, and which later ones do not do without.
    """
    with tarfile.open(fileobj=io.BytesIO(archive)) as files:
        for entry in files:
            content = files.extractfile(entry)
            if content is not None:
                target = folder / entry.name
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
                target.chmod(entry.mode & 0o777)


def _matches(name: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch(name, pattern) for pattern in patterns)


_own: "tempfile.TemporaryDirectory[str] | None" = None


def remembered_folder(tests: Tests) -> Path:
    """Return the folder for these tests, in the one that workers share or in one of this process."""
    folder = Path(os.environ.get(REMEMBERED) or _own_folder(), tests.digest)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _own_folder() -> str:
    global _own  # noqa: PLW0603 - a process has one
    _own = _own or temporary_folder("remembered")
    return _own.name


@atexit.register
def forget_remembered() -> None:
    """Forget what this process remembers on its own."""
    global _own
    own, _own = _own, None
    if own is not None:
        own.cleanup()


@dataclass(frozen=True)
class Performed:
    """A job that was done, with what whoever holds the engine must know.

    Attributes:
        executed: What it came to.
        lost: What the checks that could not look said, by their numbers.
        stopped: Whether a check was stopped, so that what it began may go on.
    """

    executed: Executed
    lost: Mapping[int, str]
    stopped: bool


def perform(job: Job, engine: Mapping[str, str], engine_words: str, run: str = "") -> Performed:
    """Run the checks of a job in a kernel that has met no student's code.

    Args:
        job: The answers and what they are put to.
        engine: The variables that name the engine to the checks.
        engine_words: The engine, in words.
        run: What the checks make is labelled so; empty for a name of its own.

    Raises:
        QuaycraneError: The kernel did not start, or the unit's own set-up failed.
    """
    began, tests = time.monotonic(), job.tests
    with temporary_folder("scratch") as temporary:
        scratch, home = Path(temporary, tests.unit), Path(temporary, "ipython")
        scratch.mkdir()
        home.mkdir()
        lay_scratch(tests.archive, scratch, job.answers)
        ours = {
            "QUAYCRANE_RUN": run or job_run(),
            "QUAYCRANE_BUILD_SECONDS": f"{tests.limits.build_seconds:g}",
            "IPYTHONDIR": str(home),
            REMEMBERED: str(remembered_folder(tests)),
        }
        sources, environment = [c.source for c in tests.checks], {**os.environ, **ours, **engine}
        ran = run_cells(tests.setup, sources, scratch, environment, tests.limits)
    outcomes = tuple(_outcome(one, check.max_points) for one, check in zip(ran, tests.checks, strict=True))
    names = tuple(check.grade_id for check in tests.checks)
    executed = Executed(job.key, outcomes, round(time.monotonic() - began, 3), engine_words, names)
    lost = {number: why for number, one in enumerate(ran) if (why := _lost_engine(one))}
    return Performed(executed, lost, any(one.stopped for one in ran))


def job_run() -> str:
    """Return a name for what one job makes on an engine, owned by this process."""
    return f"{run_name()}-{uuid.uuid4().hex[:8]}"


def _outcome(ran: Ran, max_points: float) -> CellOutcome:
    return failed(ran.stopped, ran.outputs) if ran.stopped else settled(ran.outputs, max_points)


def _lost_engine(ran: Ran) -> str:
    """Return what a check says that could not look; its words may be a student's, its data are not."""
    for output in ran.outputs:
        if output.get("ename") == NoEngineError.__name__:
            return str(output.get("evalue", ""))
        for outcome in output.get("metadata", {}).get(METADATA, {}).get("outcomes", ()):
            if outcome["verdict"] == Verdict.UNCHECKED:
                return f"{outcome['name']}: {outcome['observed']}"
    return ""


def settled(outputs: Sequence[Any], max_points: float) -> CellOutcome:
    """Return the outcome of a grade cell that ran to its end.

    nbgrader gives 0 for a word on standard error, all points for silence, and stops at a mark above
    the maximum. Here a mark is a number and nothing else; whatever is not one is 0 and flagged.
    """
    errors = [output for output in outputs if output["output_type"] == "error"]
    if errors:
        return failed(f"the check stopped: {errors[0].get('ename', 'Error')}", outputs)
    results = [output for output in outputs if output["output_type"] == "execute_result"]
    points = _number(results[-1]["data"].get("text/plain", "")) if results else None
    if points is None:
        return failed(NO_MARK, outputs)
    points = min(max(points, 0.0), max_points)
    return CellOutcome((*_shown(outputs), _mark(points)), points)


def failed(reason: str, outputs: Sequence[Any] = ()) -> CellOutcome:
    """Return 0 points with the reason in the report; the text of an error may quote a hidden test."""
    return CellOutcome((*_shown(outputs), _notice(0.0, reason), _mark(0.0)), 0.0, reason)


def blamed(outcome: CellOutcome, reason: str) -> CellOutcome:
    """Return an outcome with its points, and the answer's own fault for those that are missing."""
    return replace(
        outcome,
        outputs=(*outcome.outputs[:-1], _notice(outcome.points, reason), outcome.outputs[-1]),
        flag=reason,
    )


def _notice(points: float, reason: str) -> Any:  # noqa: ANN401 - nbformat is untyped
    mark = f"{points:g} points"
    asked = "Your instructor is asked to look at it."
    return new_output(
        "display_data",
        {
            "text/plain": f"{mark}: {reason}. {asked}",
            "text/html": f"<p><strong>{mark}:</strong> {html.escape(reason)}. {asked}</p>",
        },
    )


def _number(text: str) -> float | None:
    try:
        value = float("".join(text))
    except ValueError:
        return None
    return value if math.isfinite(value) else None


def _mark(points: float) -> Any:  # noqa: ANN401 - nbformat is untyped
    return new_output("execute_result", {"text/plain": repr(points)}, execution_count=None)


def _shown(outputs: Sequence[Any]) -> list[Any]:
    """Return the report and what was printed, without standard error and without marks."""
    shown = []
    for output in outputs:
        if output["output_type"] == "stream" and output["name"] == "stdout":
            text = "".join(output["text"])
            short = text[:_MAX_STREAM_CHARACTERS]
            cut = "\n… the rest was cut" if len(text) > len(short) else ""
            shown.append(new_output("stream", name="stdout", text=short + cut))
        elif output["output_type"] in {"display_data", "update_display_data"}:
            shown.append(output)
    return shown
