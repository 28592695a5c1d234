"""The explorer of rights under the hand: choose, foresee, press, read."""

from typing import Any

import pytest

from quaycrane.errors import QuaycraneError
from quaycrane.units.security.labs import ACTIONS, Setting, Try
from quaycrane.units.security.widgets import explore_rights


def _controls(box: Any) -> dict[str, Any]:
    return {control.description: control for control in box.children if hasattr(control, "description")}


def _result(box: Any) -> str:
    return str(box.children[-2].value)


def test_the_setting_is_tried_and_compared() -> None:
    """The engine gets what was chosen, each action has a verdict in words, and the numbers are compared."""
    told: list[Setting] = []

    def attempt(setting: Setting) -> tuple[Try, ...]:
        told.append(setting)
        return tuple(Try(action, action == "write to /etc", "<b>no</b>") for action in ACTIONS)

    box = explore_rights(attempt)
    controls = _controls(box)
    controls["runs as"].value = "user 1000"
    controls["--cap-drop"].value = "ALL"
    controls["--cap-add"].value = "CHOWN"
    controls["--read-only"].value = True
    controls["--security-opt no-new-privileges"].value = True
    controls["how many may it do?"].value = 2
    controls["Try all ten"].click()
    assert told == [Setting("1000", ("ALL",), ("CHOWN",), read_only=True, no_new_privileges=True)]
    assert "You said 2, the engine says 1 of 10." in _result(box)
    assert "docker run --user 1000 --cap-drop ALL --cap-add CHOWN --read-only" in _result(box)
    assert _result(box).count("may not") == len(ACTIONS) - 1
    assert "<b>no</b>" not in _result(box)
    assert not any(getattr(control, "disabled", False) for control in controls.values())


def test_a_failure_is_told_and_unlocks() -> None:
    """An error of ours is escaped text in place of a result, and one can try again."""

    def attempt(_: Setting) -> tuple[Try, ...]:
        raise QuaycraneError("It <went> away", fix="Start it")

    box = explore_rights(attempt)
    button = _controls(box)["Try all ten"]
    button.click()
    assert "away" in _result(box)
    assert "<went>" not in _result(box)
    assert not button.disabled


def test_an_interruption_unlocks() -> None:
    """Interrupting the kernel while it tries is told, and the controls work again."""

    def attempt(_: Setting) -> tuple[Try, ...]:
        raise KeyboardInterrupt

    box = explore_rights(attempt)
    button = _controls(box)["Try all ten"]
    with pytest.raises(KeyboardInterrupt):
        button.click()
    assert "broken off" in _result(box)
    assert not button.disabled
