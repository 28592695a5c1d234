"""Compose files that try something: what grading really runs refuses them, or lets them fail in a slot."""

import re
from collections import Counter
from contextlib import suppress

import pytest

from quaycrane.checks import Verdict
from quaycrane.engine import Engine, wait_until
from quaycrane.errors import EngineTimeoutError
from tests.hostile import stacks
from tests.hostile.course import course, graded, hand_in, told
from tests.hostile.host import fingerprint
from tests.sample import whose_turn


@pytest.mark.parametrize("text", stacks.REFUSED.values(), ids=stacks.REFUSED.keys())
def test_it_is_refused_with_its_line(text: str) -> None:
    """Nothing is brought up, no engine is asked, and the student is told why and at which line."""
    outcome = stacks.outcome(text)
    assert outcome.verdict is Verdict.FAILED
    assert outcome.line is not None
    assert f"line {outcome.line}" in outcome.observed
    assert len(outcome.observed) < 1000


@pytest.mark.engine
@pytest.mark.timeout(1200)
def test_a_class_of_them_is_graded(
    request: pytest.FixtureRequest, engine: Engine, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Each meets its reason and gets nothing, those beside them get all, and the host is as it was."""
    root = course(tmp_path_factory.mktemp("stacks"), stacks.notebook())
    attacks = {one.name: one for one in whose_turn(stacks.attacks(), 5, request.config)}
    honest = [stacks.classmate(name) for name in ("ann", "zoe")]  # the first, and the last
    hand_in(root, (*attacks.values(), *honest))
    before = fingerprint(engine)
    summary = graded(root, 2)
    with suppress(EngineTimeoutError):  # what is just ending may be seen for a moment
        wait_until(lambda: fingerprint(engine) == before, timeout_seconds=15, what="all has ended")
    after = fingerprint(engine)
    assert not summary.failures
    points = {mark.student: mark.auto_points for mark in summary.marks}
    assert points == dict.fromkeys(attacks, 0.0) | {one.name: stacks.FULL_POINTS for one in honest}
    reports = {mark.student: told(root, mark) for mark in summary.marks}
    odd = [(name, reports[name]) for name, one in attacks.items() if not re.search(one.says, reports[name])]
    assert not odd
    assert not Counter(after.pop("processes")) - Counter(before.pop("processes"))
    assert after == before
