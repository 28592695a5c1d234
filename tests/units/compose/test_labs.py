"""What the unit's labs find out on a real engine."""

from pathlib import Path

import pytest

from quaycrane.engine import Engine
from quaycrane.errors import InputError, QuaycraneError
from quaycrane.kit import project_root
from quaycrane.units.compose.labs import (
    SHORT,
    WAITING,
    beside,
    bring_up,
    changes,
    environments,
    probes,
    sources,
    starts,
    watched,
)
from tests.units.compose import results

UNIT = project_root() / "source" / "07-compose"

pytestmark = pytest.mark.engine


def test_who_waits_for_health_never_fails_to_connect(engine: Engine) -> None:
    """C06: with the short form the back end begins before the database answers, with the long one after."""
    seen = starts(engine, UNIT / "stack")
    short, waiting = seen.starts
    assert seen.failed(SHORT) > 0
    assert short.head_start_seconds > 0
    assert seen.failed(WAITING) == 0
    assert waiting.head_start_seconds < 0
    for line in (*short.lines, *waiting.lines):
        assert line.created_seconds <= line.started_seconds <= line.answered_seconds
        assert line.started_seconds < line.healthy_seconds


def test_the_socket_is_never_later_than_tcp(engine: Engine) -> None:
    """The last look is the first yes over TCP, and the sentence has its second."""
    seen = probes(engine)
    assert [look.tcp for look in seen.looks].index(True) == len(seen.looks) - 1
    assert f"{seen.looks[-1].seconds:.1f} s" in seen.sentence


def test_only_what_changed_is_made_anew(engine: Engine) -> None:
    """C10: each of seven commands does what the figure says, and Compose tells of the orphan."""
    seen = changes(engine, UNIT / "parts")
    assert [step.fates for step in seen.steps] == [step.fates for step in results.changes().steps]
    assert (seen.gave_the_setting, seen.gave_the_page) == (["up"], ["up --build"])
    assert seen.said.startswith("Found orphan containers")


def test_the_nearest_source_wins(engine: Engine) -> None:
    """The sources win in the order in which they are taken away, and .env alone does not enter."""
    assert sources(engine, UNIT / "sources").seen == results.sources().seen


def test_an_edit_reaches_the_same_container(engine: Engine) -> None:
    """What is edited while `watch` runs is in the container that was there before."""
    assert watched(engine, UNIT / "parts").same_container


def test_what_is_not_written_is_read_all_the_same() -> None:
    """C02: a network that the text does not name, and the long form of what it says short."""
    rows = {row.where: row for row in beside(UNIT / "stack" / "notes.compose.yaml")}
    assert rows["networks default"].text == "(not written)"
    assert rows["services backend depends_on"].read == "{db: {condition: service_started, required: true}}"


def test_environments_are_told_where_they_differ() -> None:
    """C08: a setting that is the same everywhere has no row."""
    base, staging = UNIT / "shop" / "base.compose.yaml", UNIT / "shop" / "staging.compose.yaml"
    rows = environments({"production": [base], "staging": [base, staging]}, "shop")
    assert rows == ({"setting": "LOG_LEVEL", "production": "warn", "staging": "debug"},)


def test_a_dependency_without_a_health_check_is_told(engine: Engine) -> None:
    """Compose's own sentence is in the error, and nothing is left."""
    with pytest.raises(QuaycraneError) as raised:
        bring_up(engine, UNIT / "wrong" / "no-check.compose.yaml")
    assert "has no healthcheck configured" in raised.value.why


def test_a_folder_that_is_not_the_project_is_told(engine: Engine, tmp_path: Path) -> None:
    """A lab that finds no file of its project says which one it looks for."""
    with pytest.raises(InputError, match=r"parts\.compose\.yaml"):
        changes(engine, tmp_path)
