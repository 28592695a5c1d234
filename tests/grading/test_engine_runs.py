"""With a real engine: a submission leaves nothing behind, and a slot's fault is no zero."""

import pytest

from quaycrane import kit
from quaycrane.engine import OBSERVER_IMAGE, RUN_LABEL, Engine
from quaycrane.errors import NoSlotsError
from quaycrane.grading import grade, marks, to_look_at
from quaycrane.grading.checking.slots import prepared_kit
from tests.grading.conftest import MiniCourse

pytestmark = pytest.mark.engine


@pytest.mark.sampled(2)
def test_plain_nbgrader_checks_in_a_slot_and_leaves_nothing(engine: Engine, real: MiniCourse) -> None:
    """`nbgrader autograde` takes a slot by itself; nothing that students built reaches the engine at hand."""
    before = {image.id for image in engine.client.images.list(all=True)}
    real.submit("ann", "FROM scratch\nCOPY package.json /\n")
    real.submit("bob", "FROM scratch\nCOPY package.json /dies\n")
    real.autograde()
    found = {mark.student: (mark.auto_points, mark.needs_manual) for mark in marks(real.unit)}
    assert found == {"ann": (2.0, False), "bob": (0.0, True)}
    assert {image.id for image in engine.client.images.list(all=True)} == before
    assert not engine.client.containers.list(all=True, filters={"label": RUN_LABEL, "status": "running"})


def test_a_unit_of_a_course_of_ones_own_gets_what_it_asks_for(engine: Engine) -> None:
    """Its slot holds the images that its set-up cell names, and not the whole kit."""
    kit.ensure(engine, ["busybox", OBSERVER_IMAGE])
    asked = prepared_kit(engine, ['%load_ext quaycrane.notebook\nengine = start("busybox")'])
    assert set(asked.references) == {"busybox", OBSERVER_IMAGE}
    with pytest.raises(NoSlotsError, match="prepared"):
        prepared_kit(engine, ['start("nowhere.example/own:1")'])


def test_a_lost_slot_is_nobodys_zero(real: MiniCourse) -> None:
    """When two slots are lost over a submission, it is named and has no mark; the others are graded."""
    real.submit("ann", "FROM scratch\nCOPY package.json /kills\n")
    real.submit("bob", "FROM scratch\nCOPY package.json /\n")
    summary = grade(real.unit, lambda _: None)
    assert set(summary.failures) == {"ann"}
    assert "in two grading slots" in summary.failures["ann"]
    assert {mark.student: mark.auto_points for mark in summary.marks} == {"bob": 2.0}


def test_what_nobody_here_could_look_at_is_left_to_a_person(real: MiniCourse) -> None:
    """What cannot look, in two slots that answer, costs no other one: its cell is flagged, with why."""
    real.submit("ann", "FROM scratch\nCOPY package.json /unseen\n")
    summary = grade(real.unit, lambda _: None)
    assert not summary.failures
    (look,) = to_look_at(real.unit, summary.marks)
    assert (summary.marks[0].auto_points, look.student) == (1.0, "ann")
    assert look.reason == "not all of it could be checked here: b: No such"


def test_what_is_stored_needs_no_engine(real: MiniCourse) -> None:
    """Answers that were checked once are marked again where no engine is, also for another student."""
    real.submit("ann", "FROM scratch\nCOPY package.json /\n")
    real.autograde()
    real.submit("bob", "FROM scratch\nCOPY package.json /\n")
    real.engine_environment = {"DOCKER_HOST": "unix:///nowhere.sock"}
    real.autograde()
    assert {mark.student: mark.auto_points for mark in marks(real.unit)} == {"ann": 2.0, "bob": 2.0}
