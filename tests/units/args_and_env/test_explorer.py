"""The explorer of variables under the hand: write, foresee, press, read."""

from typing import Any

import pytest

from quaycrane.errors import BuildError, QuaycraneError
from quaycrane.units.args_and_env.labs import Asked
from quaycrane.units.args_and_env.widgets import explore_variable


def _controls(box: Any) -> dict[str, Any]:
    return {control.description: control for control in box.children if hasattr(control, "description")}


def test_what_was_foreseen_is_compared_place_by_place() -> None:
    """Each place has a verdict, an empty field stands for no value, and the engine gets what was written."""
    told: list[tuple[str, ...]] = []

    def ask(*written: str) -> Asked:
        told.append(written)
        return Asked("a", "", "d")

    box = explore_variable(ask)
    controls = _controls(box)
    controls["lines below FROM"].value = "ARG S=a"
    controls["the variable"].value = "S"
    controls["docker run -e"].value = "S=d"
    controls["in a RUN at the end"].value = "a"
    controls["in a container"].value = "<b>"
    controls["Ask the engine"].click()
    result = box.children[-2].value
    assert told == [("ARG S=a", "S", "", "S=d")]
    assert "You foresaw 2 of 3 places" in result
    assert "&lt;b&gt;" in result
    assert not any(control.disabled for control in controls.values() if hasattr(control, "disabled"))


@pytest.mark.parametrize(
    "error",
    [QuaycraneError("It <went> away", fix="Start it"), BuildError("RUN no failed", why="<img>", log="")],
)
def test_a_failure_is_told_and_unlocks(error: QuaycraneError) -> None:
    """An error of ours is escaped text in place of a result, and one can try again."""

    def ask(*_: str) -> Asked:
        raise error

    box = explore_variable(ask)
    button = _controls(box)["Ask the engine"]
    button.click()
    result = box.children[-2].value
    assert error.what.split()[-1] in result
    assert "<went>" not in result
    assert "<img>" not in result
    assert not button.disabled


def test_an_interrupted_build_unlocks() -> None:
    """Interrupting the kernel during a build is told, and the controls work again."""

    def ask(*_: str) -> Asked:
        raise KeyboardInterrupt

    box = explore_variable(ask)
    button = _controls(box)["Ask the engine"]
    with pytest.raises(KeyboardInterrupt):
        button.click()
    assert "broken off" in box.children[-2].value
    assert not button.disabled
