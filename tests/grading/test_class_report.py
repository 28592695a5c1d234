"""The report of a class tells what is hard, what separates, what goes wrong and who is alike."""

import random
import statistics
from pathlib import Path

import pytest

from quaycrane.checks import Outcome, Verdict
from quaycrane.errors import InputError
from quaycrane.grading import Mark, Unit
from quaycrane.grading.telling.reports import Graded, alike, class_report, commonest, items, normalised
from quaycrane.grading.telling.reports.write import histogram
from tests.grading.conftest import UNIT
from tests.grading.test_feedback import feedback

__all__ = ["feedback"]

REFERENCE = 'FROM node:24-alpine\nWORKDIR /app\nCOPY . .\nRUN npm ci\nCMD ["node", "server.js"]\n'


def graded(student: str, **passed: bool | None) -> Graded:
    """Return a submission whose checks passed, failed or, with None, could not be checked."""
    words = {True: Verdict.PASSED, False: Verdict.FAILED, None: Verdict.UNCHECKED}
    ended = tuple(Outcome(name, f"{name}.", words[one], "seen", fix="mend") for name, one in passed.items())
    return Graded(Mark(student, 0, 0, 0, {}, "", needs_manual=False, graded=True), {"cell": ended})


def test_a_check_is_as_easy_as_many_pass_and_separates_by_the_rest() -> None:
    """Difficulty is the share that passed; discrimination is the correlation with all other checks."""
    chance = random.Random(7)  # noqa: S311 - a class, no secret
    able = [chance.random() for _ in range(200)]
    rows = [
        {f"c{n}": chance.random() < skill for n in range(6)} | {"coin": chance.random() < 0.5}
        for skill in able
    ]
    found = {item.name: item for item in items(graded(f"s{n}", **row) for n, row in enumerate(rows))}
    first = [float(row["c0"]) for row in rows]
    rest = [float(sum(row.values()) - row["c0"]) for row in rows]
    assert found["c0"].difficulty == pytest.approx(statistics.fmean(first))
    assert found["c0"].discrimination == pytest.approx(statistics.correlation(first, rest))
    assert (found["coin"].discrimination or 0) < 0.2 < (found["c0"].discrimination or 0)
    assert found["c0"].count == 200


def test_statistics_say_nothing_where_nothing_can_be_said() -> None:
    """Few answers, a check that all pass, and one that could not be checked give no correlation."""
    few = items([graded("a", x=True, y=False), graded("b", x=False, y=True)])
    assert all(item.discrimination is None for item in few)
    same = items(graded(f"s{n}", x=True, y=n % 2 == 0, z=None) for n in range(12))
    assert {item.name: item.discrimination for item in same} == {"x": None, "y": None}
    assert "Everybody" in same[0].note
    turned = items(graded(f"s{n}", x=n < 6, y=n >= 6, z=n >= 6) for n in range(12))
    assert "look at the check" in turned[0].note


def test_findings_come_with_the_answers_that_show_them() -> None:
    """The commonest failure first, each answer once, untouched answers not at all."""
    untouched = Graded(
        graded("c").mark, {"cell": (Outcome("x", "x.", Verdict.FAILED, "Nothing written yet in Dockerfile"),)}
    )
    found = commonest([graded("a", x=False, y=False), graded("b", y=False, x=True), untouched])
    assert [(one.title, one.students) for one in found] == [("y.", ("a", "b")), ("x.", ("a",))]
    assert found[0].seen == (("seen", 2),)


def test_right_answers_and_usual_mistakes_are_not_called_alike() -> None:
    """What everybody writes tells nothing: the reference, comments, layout, and a mistake that many make."""
    usual = REFERENCE.replace("npm ci", "npm install").replace("COPY . .", "ADD . .")
    answers = {f"right{n}": f"# {n}\n{REFERENCE.lower() if n % 2 else REFERENCE}" for n in range(10)}
    answers |= {f"usual{n}": usual for n in range(8)}
    assert alike("Dockerfile", answers, REFERENCE) == ()


def test_answers_that_share_what_nobody_else_has_are_a_hint() -> None:
    """Two with the same oddities are found also when one was edited a little, and what they share is told."""
    odd = REFERENCE + "RUN npm prune --omit=dev --no-fund\nENV LANGUAGE_OF_ANN=nl NODE_OPTIONS=--no-warning\n"
    answers = {
        "ann": odd,
        "ben": odd.replace("prune --omit=dev", "prune  --omit=dev").replace("=nl", "=de"),
        "cy": REFERENCE + "RUN apk add --no-cache curl\nHEALTHCHECK CMD curl -f http://localhost:3000\n",
        "dan": REFERENCE,
    }
    (found,) = alike("Dockerfile", answers, REFERENCE)
    assert found.students == ("ann", "ben")
    assert found.lines == ("RUN npm prune --omit=dev --no-fund",)
    assert 0.9 < found.similarity < 1


def test_normalising_keeps_what_docker_reads() -> None:
    """Comments, blank lines, case of instructions and continuations do not hide a copy."""
    assert normalised("from a\n\n# b\nrun c && \\\n    d\n") == normalised("FROM a\nRUN  c &&  d")


def test_the_histogram_holds_everybody() -> None:
    """Also those with nothing and those with everything."""
    bars = histogram([0, 0, 5.1, 10], 10)
    assert [bar.count for bar in bars] == [2, 0, 0, 0, 0, 1, 0, 0, 0, 1]


def test_a_report_is_one_file_about_the_class(feedback: Path) -> None:
    """It links each student's feedback, tells refused ones apart and loads nothing."""
    root = feedback.parent
    html = class_report(Unit(root, UNIT)).read_text()
    assert f'href="../feedback/ann/{UNIT}/mini.html"' in html
    assert "could not be read" in html
    assert "It is &lt;b&gt;tiny&lt;/b&gt;." in html
    assert "default-src 'none'" in html
    assert "<script" not in html
    with pytest.raises(InputError, match="no unit"):
        class_report(Unit(root, "09-other"))
