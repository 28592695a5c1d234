"""What is changed in a Compose model before we bring it up."""

from collections.abc import Iterator
from typing import Any

import pytest

from quaycrane.engine.compose.owned import owned
from quaycrane.engine.connection.waiting import be_patient

GIVEN = {"test": ["CMD", "true"], "interval": "10s", "timeout": "2s", "retries": 3, "start_period": "5s"}


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Be no more patient afterwards than before."""
    yield
    be_patient(1)


def probe(**given: Any) -> dict[str, Any]:
    """Return a health check as it is brought up."""
    model = {"services": {"web": {"image": "nginx", "healthcheck": dict(given)}}}
    found: dict[str, Any] = owned(model, "project", {})["services"]["web"]["healthcheck"]
    return found


def test_probes_come_each_second() -> None:
    """A stack is healthy sooner than its file says, and gives up after the same time."""
    assert probe(**GIVEN) == GIVEN | {"interval": "1s", "retries": 30}


@pytest.mark.parametrize(("given", "timeout"), [(GIVEN, "40s"), ({"test": "true", "interval": "1s"}, "600s")])
def test_a_slow_engine_is_left_time_between_probes(given: dict[str, Any], timeout: str) -> None:
    """Where all takes longer, probes come as seldom, and may take as long."""
    be_patient(20)
    assert (probe(**given)["interval"], probe(**given)["timeout"]) == ("20s", timeout)
    assert probe(**GIVEN)["start_period"] == "100s"
    assert probe(**GIVEN)["retries"] == 30
