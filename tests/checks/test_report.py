"""A report shows each verdict with its reason, and its mark is a plain float."""

import dataclasses
import io
import json

import pytest
from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output
from rich.console import Console

from quaycrane.checks import Outcome, Report, Verdict

PASSED = Outcome("a", "It is so.", Verdict.PASSED)
FAILED = Outcome("b", "It is not so.", Verdict.FAILED, "<script>alert(1)</script>", 3, "it matters", "do it")
SKIPPED = Outcome("c", "It waits.", Verdict.SKIPPED, "something else first")
UNCHECKED = Outcome("d", "Nobody knows.", Verdict.UNCHECKED, "no engine")

MARKS = {
    "all": ((PASSED, PASSED), 3, 3.0),
    "a third": ((PASSED, FAILED, SKIPPED), 2, 0.67),
    "what was not checked": ((PASSED, UNCHECKED), 1, 0.5),
    "none": ((FAILED,), 4, 0.0),
    "nothing asked": ((), 4, 0.0),
}


@pytest.mark.parametrize(("outcomes", "points", "mark"), MARKS.values(), ids=MARKS.keys())
def test_only_a_pass_earns(outcomes: tuple[Outcome, ...], points: float, mark: float) -> None:
    """The mark is the share that passed, of the points, with two decimals."""
    found = Report(outcomes).mark(points)
    assert type(found) is float
    assert found == mark


@pytest.mark.parametrize("points", [0, -1])
def test_a_report_is_worth_something(points: float) -> None:
    """Points that are not above 0 are a mistake in the notebook."""
    with pytest.raises(ValueError, match="above 0"):
        Report((PASSED,)).mark(points)


def test_reports_add_up() -> None:
    """Hidden outcomes join those shown, in order."""
    report = Report((PASSED,)) + Report((FAILED,))
    assert [outcome.name for outcome in report.outcomes] == ["a", "b"]
    assert report.failed == ("b",)


def test_a_failure_tells_what_why_and_what_to_try() -> None:
    """The verdict is a word, with what was seen and where, why it matters and what to try."""
    text = str(Report((PASSED, FAILED)))
    assert "It is so. (passed)" in text
    assert "It is not so. (failed)" in text
    for word in ("(line 3)", "Why: it matters", "Try: do it"):
        assert word in text


def test_what_containers_print_cannot_become_html() -> None:
    """Text from outside is escaped, without control characters, and not endless."""
    nasty = Outcome("e", "Title", Verdict.FAILED, "\x1b[31m<img src=x>\x00\u202e" + "a" * 5000)
    html = Report((FAILED, nasty))._repr_html_()
    assert "<script" not in html
    assert "<img" not in html
    assert "&lt;script&gt;" in html
    assert not any(sign in html for sign in ("\x1b", "\x00", "\u202e"))
    assert len(html) < 4000
    assert "failed" in html


def test_a_shown_report_carries_its_outcomes_as_data() -> None:
    """Whoever reads many notebooks finds the outcomes in the output's metadata, safe and not endless."""
    nasty = Outcome("e", "Title", Verdict.FAILED, "\x1b[31mred" + "a" * 5000, 7)
    InteractiveShell.instance()
    try:
        with capture_output() as captured:
            Report((PASSED, nasty)).mark(1)
    finally:
        InteractiveShell.clear_instance()
    (shown,) = captured.outputs
    first, second = json.loads(json.dumps(shown.metadata))["quaycrane"]["outcomes"]
    assert (first["name"], first["verdict"], first["weight"]) == ("a", "passed", 1.0)
    assert (second["title"], second["line"]) == ("Title", 7)
    assert second["observed"].startswith("reda")
    assert len(second["observed"]) < 2100


def test_a_shown_report_tells_its_points(capsys: pytest.CaptureFixture[str]) -> None:
    """Above the outcomes stands how many passed and what they earn; standard error stays clean."""
    heavy = dataclasses.replace(PASSED, weight=3.0)
    assert Report((heavy, FAILED)).mark(8) == 6.0
    printed = capsys.readouterr()
    assert printed.out.startswith("1 of 2 passed: 6 of 8 points")
    assert printed.err == ""


def test_the_weights_are_the_points_when_none_are_given() -> None:
    """Without points a report is worth its weights."""
    heavy = dataclasses.replace(PASSED, weight=3.0)
    assert Report((heavy, FAILED)).mark() == 3.0


@pytest.mark.parametrize("points", [0.333, 1.005, 2.675, 1e-9, 7])
def test_a_mark_is_never_more_than_the_points(points: float) -> None:
    """Rounding never gives more than the whole: nbgrader would refuse the notebook."""
    assert 0 <= Report((PASSED,)).mark(points) <= points


def test_a_terminal_gets_no_markup_from_outside() -> None:
    """In a terminal each outcome has its sign; what containers printed is neither style nor escape."""
    written = io.StringIO()
    nasty = Outcome("e", "Title [bold]", Verdict.FAILED, "\x1b[31m[red]x[/red]", 3, "why", "fix")
    Console(file=written, width=60).print(Report((PASSED, nasty, SKIPPED, UNCHECKED)))
    lines = written.getvalue().splitlines()
    assert [line[0] for line in lines if line[0] != " "] == ["✓", "✗", "-", "?"]
    assert "[red]x[/red] (line 3)" in written.getvalue()
    assert "Title [bold]" in written.getvalue()
    assert "\x1b" not in written.getvalue()


def test_json_holds_the_whole_report() -> None:
    """The document has each outcome with its words and the share that passed."""
    told = json.loads(Report((PASSED, FAILED)).json())
    assert told["fraction"] == 0.5
    assert [one["verdict"] for one in told["outcomes"]] == ["passed", "failed"]
    assert (told["outcomes"][1]["why"], told["outcomes"][1]["fix"]) == ("it matters", "do it")
