"""Fixtures that several folders of tests share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quaycrane.engine import RUN_LABEL, Engine, Kind, connect
from quaycrane.kit import project_root


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """A real engine, on which nothing of ours may be left when the suite ends."""
    found = connect(start=False)
    if found.kind is Kind.NONE:
        pytest.skip("no Docker Engine answers: run `./course test`, which starts one")
    yield found
    found.sweep_own()
    found.sweep()
    ours: dict[str, str | list[str] | bool] = {"label": RUN_LABEL}
    left = [
        *found.client.containers.list(all=True, filters=ours),
        *found.client.networks.list(filters=ours),
        *found.client.volumes.list(filters=ours),
        *found.client.images.list(filters=ours),
    ]
    assert not left, f"the suite left {left} on the engine"


@pytest.fixture(scope="session")
def application() -> Path:
    """The folder of unit 03's application."""
    return project_root() / "source" / "03-layers-and-cache" / "app"
