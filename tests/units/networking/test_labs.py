"""What the unit's labs find out on a real engine."""

from collections.abc import Iterator

import pytest

from quaycrane.engine import ConnectionEnd, Engine
from quaycrane.errors import InputError
from quaycrane.units.networking.checks import foreseen
from quaycrane.units.networking.labs import (
    ADDRESS,
    MODES,
    NAME,
    NONE,
    WITHIN,
    House,
    Town,
    free_port,
    modes,
    outside,
    tried,
)
from tests.units.networking import results

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def town(engine: Engine) -> Iterator[Town]:
    """The town of the unit, gone at the end."""
    town = Town(engine)
    yield town
    town.close()


def test_every_pair_is_tried_in_time(town: Town) -> None:
    """N05: 8 by 8, by name and by address, each way to fail told apart, in under 10 s."""
    reach = town.reach()
    assert dict(reach.found) == dict(results.reach().found)
    assert reach.seconds < 10
    assert (reach.reached(NAME), reach.reached(ADDRESS)) == (8, 10)
    assert reach.leads("web", "api")
    assert not reach.leads("web", "db")


def test_the_map_is_the_engines(town: Town) -> None:
    """Each container is on the networks that it was given, at an address, and the internal one is known."""
    found = town.map()
    told = {(one.container, one.network) for one in found.members}
    assert told == {(one.container, one.network) for one in results.network_map().members}
    assert [one.container for one in found.members if not one.address] == ["alone"]
    assert [net.name for net in found.networks if net.internal] == ["vault"]


def test_a_town_goes_when_it_was_looked_at(engine: Engine) -> None:
    """One look leaves no container and no network, and tells what each setting does."""
    houses = {"front": House(("left",)), "api": House(("left", "right"), WITHIN), "db": House((NONE,))}
    before = len(engine.client.networks.list())
    reach = tried(engine, houses, internal=True)
    assert reach.ending("front", "api", NAME) is ConnectionEnd.REFUSED
    assert reach.ending("api", "front", ADDRESS) is ConnectionEnd.REACHED
    assert reach.ending("front", "db", NAME) is ConnectionEnd.NO_NAME
    assert reach.ending("front", "db", ADDRESS) is None
    assert len(engine.client.networks.list()) == before


def test_each_way_has_its_rounds(engine: Engine) -> None:
    """N07: every way is timed in every round, and the sentence tells each median."""
    result = modes(engine, rounds=2, trips=20, seconds=0.05)
    for of_way in (result.latency_us, result.requests_per_second):
        assert [len(of_way[mode]) for mode in MODES] == [2, 2, 2]
        assert all(value > 0 for mode in MODES for value in of_way[mode])
    assert all(mode in result.sentence for mode in MODES)


def test_the_outside_is_answered_by_a_published_port_alone(engine: Engine) -> None:
    """N09: refused before, the page after; a server on 127.0.0.1 inside is never reached."""
    port = free_port()
    assert outside(engine, port).ending is ConnectionEnd.REFUSED
    publish = {"80/tcp": port}
    with engine.running("alpine:3", "httpd -f -p 80 -h /etc", publish=publish, hostname="shown"):
        assert str(outside(engine, port)).endswith("/hostname: reached, by shown")
    with engine.running("alpine:3", "httpd -f -p 127.0.0.1:80", ports=[80]) as within:
        number = within.address(80).rpartition(":")[2]
        assert outside(engine, number).ending in {ConnectionEnd.RESET, ConnectionEnd.REFUSED}


def test_what_is_foreseen_is_what_the_engine_does() -> None:
    """Each case of the exercise ends as the reference says."""
    assert foreseen._all() == [
        "reached", "no such name", "reached", "silence", "refused", "refused", "refused",
    ]  # fmt: skip


def test_a_port_that_is_no_number_is_told(engine: Engine) -> None:
    """What is no port gives a sentence, not a traceback."""
    with pytest.raises(InputError, match="is no port"):
        outside(engine, "eighty")
