"""Which engine answers, and what happens when none does."""

from pathlib import Path

import pytest

from quaycrane.engine import WAYS_OUT, Engine, Kind, connect, patient
from quaycrane.engine.connection.waiting import be_patient
from quaycrane.errors import NoEngineError


def test_named_engine_is_not_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An engine that the learner named and that does not answer is not replaced by another."""
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/none.sock")
    engine = connect()
    assert engine.kind is Kind.NONE
    assert "DOCKER_HOST" in engine.tried[0]


@pytest.mark.engine
def test_an_engine_of_a_real_machine_is_not_waited_for_longer(engine: Engine) -> None:
    """Whoever had a pocket engine before has the limits of a real one again."""
    be_patient(5)
    assert patient(1) == 5
    assert connect(start=False).kind is engine.kind
    assert patient(1) == 1


def test_no_engine_names_the_ways_out(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Using an engine that is not there raises an error with what was tried and what to do."""
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/none.sock")
    with pytest.raises(NoEngineError) as caught:
        connect().layers("alpine:3")
    assert "none.sock" in caught.value.why
    assert WAYS_OUT[0] in caught.value.fix


def test_unreadable_address_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An address that is none is told as such, without a traceback."""
    monkeypatch.setenv("DOCKER_HOST", "nonsense://here")
    assert connect().kind is Kind.NONE


def test_unknown_context_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """A context that does not exist is told by its name."""
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    monkeypatch.setenv("DOCKER_CONTEXT", "quaycrane-none")
    engine = connect()
    assert engine.kind is Kind.NONE
    assert "quaycrane-none" in engine.tried[0]
