"""What a service could do if somebody broke into it, tried in a stack that is up."""

from pathlib import Path

import pytest

from quaycrane.checks import Verdict, check
from quaycrane.checks.behaviour.hardened import (
    service_gains_no_rights,
    service_holds_no_capability,
    service_limits_memory,
    service_limits_processes,
    service_refuses_writes,
)
from quaycrane.engine import Engine, EngineFacts

pytestmark = pytest.mark.engine

OPEN = """services:
  idle:
    image: alpine:3
    command: sleep 300
    init: true
"""
CLOSED = (
    OPEN
    + """    read_only: true
    cap_drop: [ALL]
    security_opt: ["no-new-privileges:true"]
    mem_limit: 64m
    memswap_limit: 64m
    pids_limit: 20
"""
)
CHECKS = (
    service_holds_no_capability("idle"),
    service_gains_no_rights("idle"),
    service_refuses_writes("idle"),
    service_limits_processes("idle", 20),
    service_limits_memory("idle", 64),
)


@pytest.mark.parametrize(("text", "passed"), [(OPEN, 0), (CLOSED, len(CHECKS))])
def test_an_open_service_fails_all_and_a_closed_one_none(
    engine: Engine, tmp_path: Path, text: str, passed: int
) -> None:
    """Each of the five is tried, in one start of the stack."""
    assert engine.version
    (tmp_path / "compose.yaml").write_text(text)
    report = check(tmp_path, *CHECKS)
    assert len(report.outcomes) - len(report.failed) == passed, report


def test_another_service_is_told(engine: Engine, tmp_path: Path) -> None:
    """A name that no service has is told with those that there are."""
    assert engine.version
    (tmp_path / "compose.yaml").write_text(OPEN)
    (outcome,) = check(tmp_path, service_refuses_writes("web")).outcomes
    assert "There is no service web" in outcome.observed


def test_what_an_engine_cannot_limit_is_not_marked(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rootless engine takes a limit and holds nobody to it: that is no fault of the file."""
    assert engine.version
    monkeypatch.setattr(EngineFacts, "unlimited", ("memory", "processes"))
    (tmp_path / "compose.yaml").write_text(CLOSED)
    *_, processes, memory = check(tmp_path, *CHECKS).outcomes
    assert {processes.verdict, memory.verdict} == {Verdict.UNCHECKED}
    assert "cannot limit memory" in memory.observed
