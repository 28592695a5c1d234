"""The unit's explorer, with a lab in its place that needs no engine."""

from collections.abc import Collection

import ipywidgets as widgets

from quaycrane.errors import QuaycraneError
from quaycrane.units.writing_dockerfiles.labs import Practised
from quaycrane.units.writing_dockerfiles.widgets import explore_practices

MADE = Practised("FROM a", 16_500_000, 8, ("COPY . .", "RUN npm run <build>"), "nginx", ("JSONArgs",))


def parts(box: widgets.VBox) -> tuple[list[widgets.Checkbox], widgets.HTML, widgets.Button, widgets.HTML]:
    """Return the boxes, the text, the button and the result of the explorer."""
    row, text, button, told, *_ = box.children
    return list(row.children), text, button, told


def test_the_dockerfile_follows_the_boxes_and_is_built() -> None:
    """A ticked practice is in the text at once; building hands the practices on and shows what came out."""
    asked: list[tuple[str, ...]] = []

    def run(chosen: Collection[str]) -> Practised:
        asked.append(tuple(chosen))
        return MADE

    boxes, text, button, told = parts(explore_practices(run))
    assert "FROM node:24\n" in text.value
    for box in boxes:
        box.value = box.description in {"small base", "two stages"}
    assert "FROM node:24-alpine AS build" in text.value
    button.click()
    assert asked == [("small base", "two stages")]
    assert all(word in told.value for word in ("16.5 MB", "nginx", "&lt;build&gt;", "JSONArgs"))
    assert not button.disabled


def test_an_error_is_told_and_a_change_takes_the_result_away() -> None:
    """What the lab raises is shown as a sentence; another choice has no result yet."""

    def run(_: Collection[str]) -> Practised:
        raise QuaycraneError("The engine went away")

    boxes, _, button, told = parts(explore_practices(run))
    button.click()
    assert "The engine went away" in told.value
    assert not button.disabled
    boxes[0].value = True
    assert not told.value
