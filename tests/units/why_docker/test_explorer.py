"""The unit's explorer, with a lab in its place that needs no engine."""

from typing import Any

import ipywidgets as widgets
import pytest

from quaycrane.errors import QuaycraneError
from quaycrane.units.why_docker.labs import Seen
from quaycrane.units.why_docker.widgets import explore_limits

SEEN = Seen("Alpine <3>", "6.18", "musl", "03:08 CET (UTC+0100)", 2, 24105, 0.5, 64)


def parts(box: widgets.VBox) -> tuple[list[widgets.Dropdown], widgets.Button, widgets.HTML]:
    """Return the choices, the button and the result of the explorer."""
    row, button, told, *_ = box.children
    return list(row.children), button, told


def test_it_asks_for_what_was_chosen_and_shows_what_is_seen() -> None:
    """The choices are handed on as they are; the table has what is seen beside the limit that holds."""
    asked: list[tuple[Any, ...]] = []

    def run(*chosen: Any) -> Seen:
        asked.append(chosen)
        return SEEN

    choices, button, told = parts(explore_limits(run, ["alpine:3", "node:24-alpine"]))
    for choice, label in zip(choices, ["node:24-alpine", "JST-9", "0.5", "64 MiB"], strict=True):
        choice.label = label
    button.click()
    assert asked == [("node:24-alpine", "JST-9", 0.5, 64)]
    assert all(word in told.value for word in ("24105 MiB", "64 MiB", "0.5 processors", "Alpine &lt;3&gt;"))
    assert not button.disabled


def test_without_limits_it_says_none() -> None:
    """Nothing chosen means no limit, and the table says so."""
    plain = Seen("Debian", "6.18", "glibc", "02:08 UTC (UTC+0000)", 2, 24105, None, None)
    _, button, told = parts(explore_limits(lambda *_: plain, ["alpine:3"]))
    button.click()
    assert told.value.count("none") == 2


@pytest.mark.parametrize("what", ["The engine went away"])
def test_an_error_is_told_and_the_button_stays(what: str) -> None:
    """What the lab raises is shown as a sentence, and one can try again."""

    def run(*_: Any) -> Seen:
        raise QuaycraneError(what)

    _, button, told = parts(explore_limits(run, ["alpine:3"]))
    button.click()
    assert what in told.value
    assert not button.disabled
