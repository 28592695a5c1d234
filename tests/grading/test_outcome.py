"""Every grade cell comes to exactly one mark that nbgrader reads as we mean it."""

from typing import Any

import pytest
from nbformat.v4 import new_code_cell, new_output
from nbgrader.utils import determine_grade

from quaycrane.grading.checking.perform import NO_MARK, failed, settled


def result(text: str) -> Any:
    """Return an execute_result."""
    return new_output("execute_result", {"text/plain": text})


STDERR = new_output("stream", name="stderr", text="#1 building")
ERROR = new_output("error", ename="AssertionError", evalue="the secret", traceback=["the secret"])


def points_in_nbgrader(outputs: Any) -> float:
    """Return what nbgrader makes of a grade cell worth 2 points."""
    cell = new_code_cell("", metadata={"nbgrader": {"grade": True, "solution": False, "points": 2}})
    cell.outputs = list(outputs)
    return float(determine_grade(cell)[0])


@pytest.mark.parametrize(
    ("outputs", "points", "flagged"),
    [
        ([result("1.5")], 1.5, False),
        ([STDERR, result("2.0"), STDERR], 2.0, False),
        ([result("7.0")], 2.0, False),
        ([result("-1.0")], 0.0, False),
        ([result("True")], 0.0, True),
        ([result("'2.0'")], 0.0, True),
        ([result("nan")], 0.0, True),
        ([result("inf")], 0.0, True),
        ([], 0.0, True),
        ([STDERR], 0.0, True),
        ([new_output("stream", name="stdout", text="2.0")], 0.0, True),
        ([result("2.0"), ERROR], 0.0, True),
        ([new_output("execute_result", {"text/html": "2.0"})], 0.0, True),
    ],
)
def test_nbgrader_reads_the_mark_that_we_mean(outputs: list[Any], points: float, *, flagged: bool) -> None:
    """Nothing but a number gives points, at most the maximum, and what is no number is flagged."""
    outcome = settled(outputs, 2.0)
    assert (outcome.points, bool(outcome.flag)) == (points, flagged)
    assert points_in_nbgrader(outcome.outputs) == points


def test_an_error_gives_its_name_only() -> None:
    """The text and the traceback of an error may quote a hidden test, so the report has neither."""
    assert "secret" not in str(settled([ERROR], 2.0).outputs)
    assert "AssertionError" in str(settled([ERROR], 2.0).outputs)


def test_the_report_stays_before_the_reason() -> None:
    """What a check displayed before it stopped is still shown, and a flood of text is cut."""
    shown = new_output("display_data", {"text/html": "<b>report</b>"})
    flood = new_output("stream", name="stdout", text="x" * 1_000_000)
    outcome = failed("it took too long", [shown, flood])
    assert outcome.outputs[0] == shown
    assert len(str(outcome.outputs)) < 100_000
    assert points_in_nbgrader(outcome.outputs) == 0.0
    assert settled([shown], 2.0).flag == NO_MARK
