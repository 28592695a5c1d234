"""Each claim of the unit's labs, put to a real engine."""

from pathlib import Path

import pytest

from quaycrane.engine import Engine
from quaycrane.errors import InputError
from quaycrane.units.layers_and_cache.labs import (
    GOOD_DOCKERFILE,
    Edit,
    Order,
    RebuildTimings,
    Workspace,
    layer_sharing,
    layer_stack,
    rebuild_timings,
    removal,
    writable_layer,
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


@pytest.mark.parametrize("order", Order)
def test_manifest_edit_installs_again(timings: RebuildTimings, order: Order) -> None:
    """A manifest edit installs again in either order."""
    assert "RUN pip install -r requirements.txt" in _rerun(timings, order, Edit.MANIFEST)


def test_stack_of_layers(engine: Engine, handbook: Path) -> None:
    """L01, L02, L03: layers stand on the base's, and configuration makes none."""
    with Workspace(engine, handbook) as workspace:
        image = workspace.build(GOOD_DOCKERFILE).image_id
    stack = layer_stack(engine, image, "python:3.13-slim")
    made = {entry.instruction.split()[0]: entry.makes_layer for entry in stack.own_history}
    assert stack.base_is_prefix
    assert made == {"WORKDIR": True, "COPY": True, "RUN": True, "EXPOSE": False, "CMD": False}
    assert len(stack.layers) == len(stack.base_layers) + 5


def test_shared_layers_are_stored_once(engine: Engine) -> None:
    """L08: an image and the one it stands on are stored as one."""
    sharing = layer_sharing(engine, {"base": "python:3.13-slim", "twin": "python:3.13-slim"})
    assert sharing.own_bytes("base") == 0
    assert sharing.sum_bytes == 2 * sharing.stored_bytes > 0


def test_writable_layer(engine: Engine) -> None:
    """L04, L09, L10, L11: what a container writes is in its own layer, and nowhere else."""
    written = writable_layer(engine, "alpine:3", written_bytes=1_000_000)
    assert not written.image_changed
    assert not written.sibling_has_file
    assert written.container_bytes == 1_000_000
    assert written.root_bytes == written.image_bytes + written.container_bytes


def test_removal(engine: Engine) -> None:
    """L12, L13: an image outlives its container, and cannot be taken from a running one."""
    removed = removal(engine)
    assert removed.image_outlives_container
    assert "running container" in removed.refusal
    assert removed.running_goes_on
    assert removed.image_gone
    assert removed.stopped_keeps_files


def test_folder_without_manifest_is_refused(engine: Engine, tmp_path: Path) -> None:
    """A folder that does not hold the handbook is refused with a reason."""
    with pytest.raises(InputError, match=r"requirements\.txt"):
        Workspace(engine, tmp_path)
