"""A class of which most try something: nothing of the host changes, and the honest get their marks."""

import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from quaycrane.engine import Engine, wait_until
from quaycrane.errors import EngineTimeoutError
from quaycrane.grading import Mark, Summary
from tests.hostile import dockerfiles, notebooks
from tests.hostile.attack import HONEST, Attack
from tests.hostile.course import HIDDEN, course, graded, hand_in, pages, told
from tests.hostile.host import fingerprint, own_address, server
from tests.sample import whose_turn

pytestmark = [pytest.mark.engine, pytest.mark.timeout(1200)]

RIGHT = "manifest first:\n  no change: []\n"
CLASSMATES = (
    Attack("ann", "nothing", "", HONEST, RIGHT),
    Attack("mia", "nothing", "", HONEST.replace("3000", "3001"), RIGHT),
    Attack("zoe", "nothing", "", HONEST + "EXPOSE 3000\n"),
)


@dataclass(frozen=True)
class Aftermath:
    """What is left of the hostile class."""

    root: Path
    summary: Summary
    known: int
    attacks: dict[str, Attack]
    before: dict[str, Any]
    after: dict[str, Any]
    asked: list[str]
    planted: Path

    def mark(self, student: str) -> Mark:
        """Return a student's mark."""
        return next(mark for mark in self.summary.marks if mark.student == student)


@pytest.fixture(scope="module")
def alone(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    """The honest ones' points, graded without the others."""
    assert engine.version
    root = course(tmp_path_factory.mktemp("honest"))
    hand_in(root, CLASSMATES)
    return {mark.student: mark.auto_points for mark in graded(root, 2).marks}


@pytest.fixture(scope="module")
def aftermath(
    request: pytest.FixtureRequest,
    engine: Engine,
    alone: dict[str, float],
    tmp_path_factory: pytest.TempPathFactory,
) -> Aftermath:
    """Those whose turn it is graded in one class."""
    assert alone
    root = course(tmp_path_factory.mktemp("hostile"))
    planted = tmp_path_factory.mktemp("planted") / "planted"
    with server() as (grader, asked):
        known = (*dockerfiles.attacks(grader, own_address()), *notebooks.attacks(planted))
        attacks = whose_turn(known, 3, request.config)
        hand_in(root, (*attacks, *CLASSMATES))
        before = fingerprint(engine)
        summary = graded(root, 2)
        with suppress(EngineTimeoutError):  # what is just ending may be seen for a moment
            wait_until(lambda: fingerprint(engine) == before, timeout_seconds=15, what="all has ended")
        after = fingerprint(engine)
    drawn = {one.name: one for one in attacks}
    return Aftermath(root, summary, len(known), drawn, before, after, asked, planted)


def test_there_are_enough_of_them(aftermath: Aftermath) -> None:
    """At least 40 submissions try something, and a third of them does so each day."""
    assert aftermath.known >= 40
    assert len(aftermath.attacks) >= aftermath.known // 3


def test_everybody_is_graded(aftermath: Aftermath) -> None:
    """No attack keeps itself or another from being graded."""
    assert not aftermath.summary.failures
    assert {mark.student for mark in aftermath.summary.marks} == {
        *aftermath.attacks, *(one.name for one in CLASSMATES),
    }  # fmt: skip


def test_the_honest_get_what_they_get_alone(aftermath: Aftermath, alone: dict[str, float]) -> None:
    """An honest student's marks are the same as without the others."""
    assert {name: aftermath.mark(name).auto_points for name in alone} == alone
    assert alone == {"ann": 6.0, "mia": 3.0, "zoe": 5.0}


def test_each_attack_meets_its_reason(aftermath: Aftermath) -> None:
    """Each gets no more than it may, and is told why."""
    odd = []
    for attack in aftermath.attacks.values():
        mark = aftermath.mark(attack.name)
        said = told(aftermath.root, mark)
        if mark.auto_points > attack.most or not re.search(attack.says, said):
            odd.append((attack.name, mark.auto_points, attack.most, attack.says, said[:600]))
    assert not odd


def test_nothing_on_the_host_changed(aftermath: Aftermath) -> None:
    """Files, processes, network, images and all that the engine holds are as they were."""
    before, after = dict(aftermath.before), dict(aftermath.after)
    new = Counter(after.pop("processes")) - Counter(before.pop("processes"))
    assert not new
    assert after == before
    assert not aftermath.planted.exists()
    assert not aftermath.asked


def test_nothing_hidden_or_alive_reaches_the_feedback(aftermath: Aftermath) -> None:
    """Feedback holds no hidden test, no script of a student's and no terminal escape."""
    shown = pages(aftermath.root)
    assert HIDDEN not in shown
    assert "<script>alert(1)" not in shown
    assert "onerror=alert(2)>" not in shown.replace("&gt;", "")
    assert "\x1b" not in shown
    texts = [told(aftermath.root, mark) for mark in aftermath.summary.marks]
    assert not any(HIDDEN in text or "\x1b" in text for text in texts)
