"""What the unit's labs find out on a real engine."""

from collections.abc import Iterator

import pytest

from quaycrane.engine import Engine
from quaycrane.units.images_and_containers.labs import (
    Action,
    Box,
    Main,
    Phase,
    Registry,
    Use,
    Way,
    stops,
    use_over_time,
)

pytestmark = pytest.mark.engine


@pytest.fixture
def box(engine: Engine) -> Iterator[Box]:
    """A container to play with, removed at the end."""
    box = Box(engine)
    yield box
    box.close()


def test_only_a_process_without_a_handler_is_killed(engine: Engine) -> None:
    """It waits for the whole grace; the others end by themselves, each with its own code."""
    seen = stops(engine)
    codes = {ending.way: ending.code for ending in seen.endings}
    assert codes == {Way.DEAF: 137, Way.INIT: 143, Way.HANDLER: 0, Way.BUSY: 0}
    assert seen.seconds_without_handler >= 10
    assert "No handler: killed after 1" in seen.sentence


def test_a_paused_container_keeps_memory_and_a_stopped_one_has_none(engine: Engine) -> None:
    """I04: each phase is looked at, and what was seen so far is told after each look."""
    told: list[Use] = []
    use = use_over_time(engine, seconds_each=1, on_sample=told.append)
    assert use.phases == tuple(Phase)
    assert use.cpu_percent(Phase.BUSY) > use.cpu_percent(Phase.PAUSED)
    assert use.memory_bytes(Phase.PAUSED) > 40_000_000
    assert (use.memory_bytes(Phase.STOPPED), use.cpu_percent(Phase.STOPPED)) == (0, 0)
    assert len(told) == len(use.samples) >= 4


def test_the_registry_takes_an_image_and_is_gone(engine: Engine) -> None:
    """I03: what is pushed to its address can be asked for there; closed, its container is gone."""
    registry = Registry(engine)
    name = f"{registry.address}/mine"
    engine.client.images.get("alpine:3").tag(name, "1")
    try:
        said = engine.client.images.push(name, "1")
        assert "errorDetail" not in said
        assert engine.client.images.get_registry_data(f"{name}:1").id.startswith("sha256:")
    finally:
        engine.client.images.remove(f"{name}:1", noprune=True)
        registry.close()
    assert registry.address not in str([one.ports for one in engine.client.containers.list()])


def test_a_file_lives_as_long_as_its_container(box: Box) -> None:
    """It outlives pause, stop and kill, and goes with the container."""
    box.main = Main.HANDLER
    for action in (Action.RUN, Action.WRITE, Action.PAUSE, Action.UNPAUSE, Action.STOP, Action.START):
        seen = box.act(action)
    assert (seen.state, seen.code, seen.files) == ("running", None, ("/note-1",))
    assert box.act(Action.KILL).code == 137
    assert box.act(Action.REMOVE).files == ()
    assert box.act(Action.START).refused == "There is no container: run one"


def test_the_engines_refusal_is_told(box: Box) -> None:
    """A running container is not removed, and the engine's own sentence says why."""
    box.act(Action.RUN)
    seen = box.act(Action.REMOVE)
    assert seen.state == "running"
    assert "container is running: stop the container before removing" in seen.refused
