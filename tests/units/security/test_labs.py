"""What the unit's labs find out on a real engine."""

import pytest

from quaycrane.engine import Engine
from quaycrane.units.security.labs import (
    Ground,
    Setting,
    bills,
    cpu_limits,
    ground,
    knock,
    memory_limits,
    powers,
    search,
    socket_reach,
    token_places,
    try_actions,
)
from tests.units.security.results import hidings
from tests.units.security.results import powers as powers_as_drawn

pytestmark = pytest.mark.engine


def test_who_may_what_is_as_the_figure_says(engine: Engine) -> None:
    """X01: ten actions with six ways to start, each allowed or not."""
    found = {name: [one.allowed for one in tries] for name, tries in powers(engine).tries.items()}
    drawn = powers_as_drawn().tries
    assert found == {name: [one.allowed for one in tries] for name, tries in drawn.items()}


def test_what_is_added_counts(engine: Engine) -> None:
    """All capabilities dropped and one added: that one action is allowed again, the others say why not."""
    tries = {one.action: one for one in try_actions(engine, Setting(drop=("ALL",), add=("CHOWN",)))}
    assert tries["give a file another owner"].allowed
    assert not tries["become another user"].allowed
    assert tries["become another user"].said == "Operation not permitted"


def test_the_token_is_found_where_the_figure_says(engine: Engine) -> None:
    """X02: seven ways, and the places where the token of each stands."""
    assert token_places(engine).hidings == hidings().hidings


def test_memory_over_the_limit_kills(engine: Engine) -> None:
    """X06: the one without a limit ends by itself; the other is killed below its limit, code 137."""
    limits = memory_limits(engine)
    assert (limits.free.code, limits.free.out_of_memory, max(limits.free.values)) == (0, False, 128)
    assert (limits.killed.code, limits.killed.out_of_memory) == (137, True)
    assert max(limits.killed.values) <= limits.killed.limit


def test_a_share_of_a_cpu_is_not_passed(engine: Engine) -> None:
    """X06: with a quarter of a CPU a program gets no more, however busy the machine is."""
    limits = cpu_limits(engine)
    assert [one.limit for one in limits.courses] == [0, 0.5, 0.25]
    assert 0 < limits.killed.mean < 0.35


def test_the_socket_is_the_engine(engine: Engine) -> None:
    """A plain user in the socket's group gets a set-uid file of root made, and without the group nothing."""
    reach = socket_reach(engine)
    assert reach.alone == "EACCES"
    assert reach.choice == "a set-uid file that root owns"
    assert "User 1000 made this file" in reach.sentence


def test_bills_name_packages_and_set_uid_programs(engine: Engine) -> None:
    """X05: a Debian image has packages, their system and set-uid programs; the static one has no shell."""
    debian, static = bills(engine, "debian:bookworm-slim", "gcr.io/distroless/static-debian12")
    assert debian.system == "Debian:12"
    assert {"bash", "libc6"} <= {one.name for one in debian.packages}
    assert "/usr/bin/su" in debian.set_uid
    assert (debian.shell, static.shell) == (True, False)
    assert static.set_uid == ()


def test_the_ground_is_told(engine: Engine) -> None:
    """The engine's own root, a mapped one and a rootless one are each told as what they are."""
    assert "cannot limit" not in ground(engine).sentence
    assert "user 0, root" in Ground(0, rootless=False, guards=()).sentence
    assert "user 100000 of" in Ground(100_000, rootless=False, guards=()).sentence
    without = Ground(0, rootless=True, guards=("seccomp",), unlimited=("memory", "processes")).sentence
    assert "rootless" in without
    assert "cannot limit memory, processes" in without


def test_an_unpublished_database_is_told(engine: Engine) -> None:
    """X07: without a published port there is nowhere to ask."""
    with engine.running("redis:7", name=engine.fresh("unpublished")) as running:
        assert "published nowhere" in knock(engine, str(running.container.name))


def test_a_word_that_is_not_there_is_not_found(engine: Engine) -> None:
    """A search of an image that never held a word says so."""
    assert search(engine, "alpine:3", "a-word-that-nobody-wrote") == "found nowhere"
