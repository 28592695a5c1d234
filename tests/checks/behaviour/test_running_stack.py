"""What is kept of a stack that was brought up for another reason."""

from pathlib import Path

import pytest

from quaycrane.checks import check
from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.running_stack import note_failure
from quaycrane.checks.behaviour.stacks import service_turns_healthy
from quaycrane.engine import Engine
from quaycrane.errors import QuaycraneError


@pytest.mark.engine
def test_a_stack_that_did_not_come_up_is_not_tried_again(engine: Engine, tmp_path: Path) -> None:
    """Its error is what is told of it, and what stands on it is skipped."""
    assert engine.version
    (tmp_path / "compose.yaml").write_text("services: {db: {image: 'mysql:9'}}\n")
    answer = Answer(tmp_path)
    note_failure(answer, QuaycraneError("db is unhealthy", why="it printed nothing"))
    up, healthy = check(answer, "stack-comes-up", service_turns_healthy("db")).outcomes
    assert (up.verdict, healthy.verdict) == ("failed", "skipped")
    assert "db is unhealthy" in up.observed
