"""What the drills find out on a real engine, of a stack that is mended and of one that is not."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from quaycrane.engine import Engine, compose_config, stack
from quaycrane.errors import InputError
from quaycrane.kit import project_root
from quaycrane.units.capstone.checks.roles import roles
from quaycrane.units.capstone.engine import FULL, Ground, What
from quaycrane.units.capstone.labs import GAUGE, hung, killed, replaced, second_copy, standing, up_again

pytestmark = pytest.mark.engine

_LATE_MILLISECONDS = 200  # a database that starts takes longer, one that runs a twentieth of it
GAUGES = project_root() / "source" / "11-capstone" / "gauge"


@contextmanager
def _up(engine: Engine, name: str) -> Iterator[Ground]:
    """Bring a tide gauge up under names of the test's own."""
    file = GAUGES / name / f"{name}.compose.yaml"
    model = compose_config(file.parent, files=[file])
    with stack(engine, model) as made:
        made.up(wait=name == "mended")  # of the other one a part may have ended already
        yield Ground(engine, made, roles(model), GAUGE)


@pytest.fixture(scope="module")
def mended(engine: Engine) -> Iterator[Ground]:
    """A tide gauge with health checks, restart policies and an nginx that looks names up again."""
    with _up(engine, "mended") as ground:
        yield ground


def test_a_killed_database_comes_back_with_its_rows(mended: Ground) -> None:
    """Rows come late or not at all for a while, the engine tells of end and start, and no row is lost."""
    drill = killed(mended)
    assert drill.passed, drill.sentence
    assert drill.line is not None
    rows = [one for one in drill.line.asks if one.what is What.ROWS]
    assert any(not one.is_well or one.milliseconds > _LATE_MILLISECONDS for one in rows)
    assert (drill.line.lost, drill.line.spans(What.ROWS)[-1].is_well) == (0, True)
    states = [one.state for one in drill.line.changes if one.service == "db"]
    assert states[states.index("ended (137)") + 1] == "runs"


def test_a_hung_back_end_is_noticed_and_lets_nobody_wait(mended: Ground) -> None:
    """Its probe fails, nginx gives up in its place, and afterwards it answers as before."""
    drill = hung(mended)
    assert drill.passed, drill.sentence
    assert drill.line is not None
    assert "504" in drill.line.sentence


def test_a_back_end_at_another_address_is_found(mended: Ground) -> None:
    """Somebody else has its address, and rows come again."""
    before = mended.back.container.attrs["NetworkSettings"]["Networks"]
    drill = replaced(mended)
    assert drill.passed, drill.sentence
    after = mended.back.container.attrs["NetworkSettings"]["Networks"]
    assert {one["IPAddress"] for one in before.values()}.isdisjoint(
        one["IPAddress"] for one in after.values()
    )


def test_a_second_copy_disturbs_nobody_and_loses_nothing_on_a_full_disk(mended: Ground) -> None:
    """Its late start is waited for, the first copy answers all the time, and what was taken is there."""
    copy, late, full = second_copy(mended.engine, mended)
    assert copy.passed, copy.sentence
    assert late.passed, late.sentence
    assert full.passed, full.sentence
    assert full.name == FULL
    assert full.line is not None
    assert full.line.troubled_seconds(What.WRITE) > 0
    assert full.line.services == ("api", "db", "page")


def test_what_nobody_starts_again_is_told(engine: Engine) -> None:
    """Without a restart policy the killed database stays away; the drill says who, and what to write."""
    with _up(engine, "careless") as careless:
        again = up_again(careless)  # what asked too early has ended
        drill = killed(careless)
    assert "up was said" in again.sentence
    assert [one.what for one in drill.faults] == ["db has ended (137), and nothing started it again"]
    assert "restart: unless-stopped" in drill.faults[0].fix


def test_a_file_that_compose_refuses_is_told(engine: Engine) -> None:
    """There is no stack of a file that is not there."""
    with pytest.raises(InputError, match="Compose refuses"):
        standing(engine, GAUGES / "nowhere.compose.yaml")
