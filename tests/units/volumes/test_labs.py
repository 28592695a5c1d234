"""What the unit's labs find out on a real engine."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quaycrane.engine import Engine
from quaycrane.units.volumes.labs import (
    Event,
    Fate,
    HostFolder,
    Place,
    Trial,
    edits,
    owners,
    survival,
    until_ready,
)
from tests.units.volumes import results

pytestmark = pytest.mark.engine


@pytest.fixture
def host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[HostFolder]:
    """A folder to mount, in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    host = HostFolder()
    yield host
    host.close()


def left_of_lives(engine: Engine) -> list[Any]:
    """Return the containers and volumes of lives that are there."""
    ours: dict[str, str | list[str] | bool] = {"label": "quaycrane.life"}
    return [*engine.client.containers.list(all=True, filters=ours), *engine.client.volumes.list(filters=ours)]


def test_every_cell_is_what_people_should_know(engine: Engine, host: HostFolder) -> None:
    """Nine events, five kinds of storage: the engine agrees; no volume and no file is left."""
    told = list[str]()
    seen = survival(engine, host, told.append)
    assert seen.fates == results.survival().fates
    assert sorted(told) == sorted(Event)
    assert not left_of_lives(engine)
    assert not [*host.path.iterdir()]


def test_a_trial_is_made_once(engine: Engine, host: HostFolder) -> None:
    """The explorer asks for one cell at a time; an event that was tried is not tried again."""
    trial = Trial(engine, host)
    try:
        assert trial(Event.CRASH, Place.LAYER) is Fate.THERE
        assert trial(Event.CRASH, Place.BIND) is Fate.THERE
        assert len([*host.path.iterdir()]) == 1
    finally:
        trial.close()


def test_an_edit_is_served_in_both_ways(engine: Engine, host: HostFolder) -> None:
    """Each round is timed, and the page's folder goes."""
    timed = edits(engine, host, rounds=1)
    assert len(timed.mounted) == len(timed.built) == 1
    assert "Edit to page, middle of 1 rounds" in timed.sentence
    assert not [*host.path.iterdir()]


@pytest.mark.skipif(os.getuid() != 0, reason="whose files are is asked of our own daemon")
def test_owners_are_numbers_on_both_sides(engine: Engine, host: HostFolder) -> None:
    """Root's, 1000's and a stranger's file have the same owner inside and outside."""
    seen = owners(engine, host)
    assert [one.outside for one in seen.rows] == ["0:0", "1000:0", "12345:777"]
    assert seen.answer == "12345's"
    assert "Both sides see the same numbers" in seen.sentence


def test_a_database_is_waited_for(engine: Engine) -> None:
    """It is ready when MySQL answers over TCP, and no sooner."""
    environment = {"MYSQL_ALLOW_EMPTY_PASSWORD": "1"}
    with engine.running("mysql:9", environment=environment) as running:
        name = str(running.container.name)
        assert until_ready(engine, name).startswith(f"{name}: ready after ")
        assert "1" in running.run("mysql", "-h127.0.0.1", "-uroot", "-e", "SELECT 1")
