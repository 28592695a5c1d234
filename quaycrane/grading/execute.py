"""Runs a unit's own checks on a student's answers, in place of nbgrader's Execute."""

import os
import re
import tempfile
import uuid
from pathlib import Path
from typing import Any

from nbgrader.preprocessors import NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution
from traitlets import Bool, Float

from quaycrane.engine import Engine, Kind, connect, run_name
from quaycrane.errors import NoEngineError, QuaycraneError
from quaycrane.grading.answers import Slot, body, slots
from quaycrane.grading.flags import KEY
from quaycrane.grading.kernel import Limits, Ran, run_cells
from quaycrane.grading.outcome import Outcome, failed, settled
from quaycrane.grading.scratch import lay_scratch
from quaycrane.grading.skeleton import MARK, read_source

_UNCHECKED = re.compile(r"^\? .* \(could not be checked\)$", re.MULTILINE)  # a line of a report
_engines: list[Engine] = []  # one connection for all submissions of this process


class ExecuteChecks(NbGraderPreprocessor):  # type: ignore[misc] # untyped
    """Puts the outputs of the grade cells of source/ into an autograded notebook.

    Nothing of the submission is executed: its answers become files, and the cells that run are the
    instructor's, those tagged ``setup`` first.
    """

    cell_seconds = Float(300.0, help="How long one grade cell may take.").tag(config=True)
    total_seconds = Float(1800.0, help="How long all checks of one submission may take.").tag(config=True)
    allow_without_engine = Bool(
        default_value=False, help="Whether to grade where no engine answers; checks of behaviour then give 0."
    ).tag(config=True)

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:  # noqa: ANN401 - nbgrader is untyped
        """Run the checks and record their outcomes in `nb`."""
        about = resources["nbgrader"]
        course = self.parent.parent.coursedir
        unit = Path(course.format_path(course.source_directory, ".", about["assignment"]))
        source = read_source(unit / f"{about['notebook']}.ipynb")
        places = {place.grade_id: place for place in slots(source)}
        refused = nb.metadata.get(MARK, {}).get("refused", "")
        cells = {c.metadata.nbgrader.grade_id: c for c in nb.cells if "nbgrader" in c.metadata}
        checks = [c for c in source.cells if c.cell_type == "code" and is_grade(c) and not is_solution(c)]
        if refused:
            outcomes = [failed(f"the submission could not be read: {refused.rstrip('.')}") for _ in checks]
        else:
            setup = [c.source for c in source.cells if "setup" in c.metadata.get("tags", [])]
            answers = [
                (places[name], _text(cell, places[name])) for name, cell in cells.items() if name in places
            ]
            ran = self._run(unit, setup, [c.source for c in checks], answers, tuple(course.ignore))
            outcomes = [
                _outcome(r, float(c.metadata.nbgrader.points)) for r, c in zip(ran, checks, strict=True)
            ]
        for check, outcome in zip(checks, outcomes, strict=True):
            _record(cells[check.metadata.nbgrader.grade_id], check.source, outcome)
        flagged = [c.metadata.nbgrader.grade_id for c, o in zip(checks, outcomes, strict=True) if o.flag]
        about[KEY] = flagged
        return nb, resources

    def find_engine(self) -> Engine | None:
        """Return the engine that the checks will use; None when it is allowed that there is none.

        Raises:
            NoEngineError: None answers: a run would mark answers as wrong that it could not check.
        """
        engine = _engines[-1] if _engines and _answers(_engines[-1]) else connect()
        if engine.kind is not Kind.NONE:
            if engine not in _engines:
                _engines.append(engine)
            return engine
        if self.allow_without_engine:
            return None
        raise NoEngineError(
            "Nothing was graded: no Docker Engine answers",
            why="; ".join(engine.tried),
            fix="Start one with `./course engine start`, and grade again",
        )

    def _run(
        self,
        unit: Path,
        setup: list[str],
        checks: list[str],
        answers: list[tuple[Slot, str | None]],
        ignore: tuple[str, ...],
    ) -> tuple[Ran, ...]:
        engine = self.find_engine()
        run = f"{run_name()}-{uuid.uuid4().hex[:8]}"
        with tempfile.TemporaryDirectory(
            prefix="quaycrane-scratch-", ignore_cleanup_errors=True
        ) as temporary:
            scratch, home = Path(temporary, unit.name), Path(temporary, "ipython")
            scratch.mkdir()
            home.mkdir()
            lay_scratch(unit, scratch, answers, ignore)
            environment = {**os.environ, "QUAYCRANE_RUN": run, "IPYTHONDIR": str(home)}
            environment |= engine.environment if engine else {}
            try:
                limits = Limits(self.cell_seconds, self.total_seconds)
                ran = run_cells(setup, checks, scratch, environment, limits)
            finally:
                if engine is not None and _answers(engine):
                    engine.sweep(run)
        if engine is not None and (not _answers(engine) or any(_lost_engine(one) for one in ran)):
            raise NoEngineError(
                "The engine stopped answering while this submission was checked",
                why="what could not be checked is not marked as wrong",
                fix="See `./course doctor`, and grade again",
            )
        return ran


def _text(cell: Any, place: Slot) -> str | None:  # noqa: ANN401 - nbformat is untyped
    return None if "missing" in cell.metadata.get(MARK, {}) else body(cell.source) if place.path else None


def _outcome(ran: Ran, max_points: float) -> Outcome:
    return failed(ran.stopped, ran.outputs) if ran.stopped else settled(ran.outputs, max_points)


def _lost_engine(ran: Ran) -> bool:
    """Tell whether a check says that it could not look, which is the engine's fault and no mark."""
    return any(
        output.get("ename") == NoEngineError.__name__
        or output.get("metadata", {}).get(MARK, {}).get("no_engine")
        or _UNCHECKED.search(str(output.get("data", {}).get("text/plain", "")))
        for output in ran.outputs
    )


def _answers(engine: Engine) -> bool:
    try:
        return bool(engine.client.ping())
    except (QuaycraneError, OSError, ValueError):
        return False
    except Exception as error:  # the SDK's own errors are the engine's to import
        if type(error).__module__.partition(".")[0] in {"docker", "requests", "urllib3"}:
            return False
        raise


def _record(cell: Any, source: str, outcome: Outcome) -> None:  # noqa: ANN401 - nbformat is untyped
    cell.source, cell.outputs, cell.execution_count = source, list(outcome.outputs), None
    if outcome.flag:
        cell.metadata[MARK] = {"flag": outcome.flag}
