"""Each claim of the unit's labs, put to a real engine."""

from pathlib import Path

import pytest

from quaycrane.engine import Engine
from quaycrane.errors import InputError
from quaycrane.units.layers_and_cache.labs import (
    Edit,
    Order,
    RebuildTimings,
    Workspace,
    layer_sharing,
    rebuild_timings,
)

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def timings(engine: Engine, handbook: Path) -> RebuildTimings:
    """One round of every build."""
    return rebuild_timings(engine, handbook, rounds=1)


def _rerun(timings: RebuildTimings, order: Order, edit: Edit) -> list[str]:
    return [step.instruction for step in timings.select(order, edit)[0].rerun]


@pytest.mark.parametrize("order", Order)
def test_no_change_reruns_nothing(timings: RebuildTimings, order: Order) -> None:
    """L05: a build without a change takes every step from the cache."""
    assert _rerun(timings, order, Edit.NOTHING) == []


def test_source_edit_keeps_install_in_good_order(timings: RebuildTimings) -> None:
    """L06, B05: with the manifest first, a source edit runs the copy and the build only."""
    assert _rerun(timings, Order.GOOD, Edit.SOURCE) == ["COPY . .", "RUN python build.py"]


def test_source_edit_installs_again_in_bad_order(timings: RebuildTimings) -> None:
    """L06, L07: with everything copied at once, a source edit installs again."""
    assert _rerun(timings, Order.BAD, Edit.SOURCE) == [
        "COPY . .",
        "RUN pip install -r requirements.txt",
        "RUN python build.py",
    ]


def test_only_everything_at_once_installs_again_after_a_source_edit(timings: RebuildTimings) -> None:
    """L06: which order installs again is told by name, for each kind of edit."""
    assert timings.reinstalling(Edit.NOTHING) == "neither"
    assert timings.reinstalling(Edit.SOURCE) == Order.BAD
    assert timings.reinstalling(Edit.MANIFEST) == "both"


@pytest.mark.parametrize("order", Order)
def test_manifest_edit_installs_again(timings: RebuildTimings, order: Order) -> None:
    """A manifest edit installs again in either order."""
    assert "RUN pip install -r requirements.txt" in _rerun(timings, order, Edit.MANIFEST)


def test_shared_layers_are_stored_once(engine: Engine) -> None:
    """L08: an image and the one it stands on are stored as one."""
    sharing = layer_sharing(engine, {"base": "python:3.13-slim", "twin": "python:3.13-slim"})
    assert sharing.own_bytes("base") == 0
    assert sharing.sum_bytes == 2 * sharing.stored_bytes > 0


def test_folder_without_manifest_is_refused(engine: Engine, tmp_path: Path) -> None:
    """A folder that does not hold the handbook is refused with a reason."""
    with pytest.raises(InputError, match=r"requirements\.txt"):
        Workspace(engine, tmp_path)
