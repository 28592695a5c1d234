"""The rebuild explorer under the hand: tick, press, read."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from quaycrane.engine import BuildStep, Engine
from quaycrane.errors import BuildError, QuaycraneError
from quaycrane.units.layers_and_cache.labs import Edit, Order, Rebuild, Workspace
from quaycrane.units.layers_and_cache.labs import rebuild as really_rebuild
from quaycrane.units.layers_and_cache.widgets import explore_rebuilds
from tests.units.layers_and_cache.results import rebuild

Build = Callable[[Order, Edit], Rebuild]


class Hands:
    """Uses an explorer as a person does: by what stands in it."""

    def __init__(self, build: Build, instructions: Mapping[Order, tuple[str, ...]] | None = None) -> None:
        self.box: Any = explore_rebuilds(build, instructions)
        choices, _, self._ticks, self.button, self._result, _ = self.box.children
        self.edit, self.order = (column.children[1] for column in choices.children)

    @property
    def ticks(self) -> tuple[Any, ...]:
        """The boxes to tick, one a step."""
        return tuple(self._ticks.children)

    @property
    def result(self) -> str:
        """The HTML below the button."""
        return str(self._result.value)

    @property
    def locked(self) -> set[bool]:
        """Whether the controls are locked; both, if some are."""
        return {control.disabled for control in (self.edit, self.order, self.button, *self.ticks)}

    def tick(self, *instructions: str) -> None:
        """Tick the steps with these words in them."""
        for tick in self.ticks:
            tick.value = any(words in tick.description for words in instructions)


def test_steps_to_tick_are_those_of_the_dockerfile() -> None:
    """There is one box a step that touches files, numbered; base and configuration have none."""
    hands = Hands(rebuild)
    assert [tick.description for tick in hands.ticks] == [
        "1. WORKDIR /handbook",
        "2. COPY requirements.txt ./",
        "3. RUN pip install -r requirements.txt",
        "4. COPY . .",
        "5. RUN python build.py",
    ]
    hands.order.value = Order.BAD
    assert [tick.description for tick in hands.ticks][1:] == [
        "2. COPY . .",
        "3. RUN pip install -r requirements.txt",
        "4. RUN python build.py",
    ]


@pytest.mark.parametrize(
    ("order", "edit", "ticked", "expected", "edge"),
    [
        (Order.GOOD, Edit.SOURCE, ["COPY . .", "python build.py"], "You foresaw 5 of 5 steps", "#2da44e"),
        (Order.GOOD, Edit.SOURCE, [], "You foresaw 3 of 5 steps", "#bf8700"),
        (Order.BAD, Edit.SOURCE, ["COPY . .", "python build.py"], "You foresaw 3 of 4 steps", "#bf8700"),
        (Order.BAD, Edit.NOTHING, [], "You foresaw 4 of 4 steps", "#2da44e"),
    ],
)
def test_pressing_judges_the_prediction(
    order: Order, edit: Edit, ticked: list[str], expected: str, edge: str
) -> None:
    """What was ticked is compared with the build of the chosen edit and order."""
    hands = Hands(rebuild)
    hands.order.value, hands.edit.value = order, edit
    hands.tick(*ticked)
    hands.button.click()
    assert expected in hands.result
    assert edge in hands.result
    assert hands.result.count("✗ not so") == (0 if edge == "#2da44e" else 2 if order is Order.GOOD else 1)


def test_another_choice_clears_ticks_and_result() -> None:
    """A judgement and a prediction do not stay beside a question that they do not belong to."""
    hands = Hands(rebuild)
    hands.tick("RUN pip install -r requirements.txt")
    hands.button.click()
    hands.edit.value = Edit.MANIFEST
    assert hands.result == ""
    assert not any(tick.value for tick in hands.ticks)


def test_first_build_of_an_order_fills_the_cache() -> None:
    """An order that was never built is built once beforehand, so that there is a cache; no other is."""
    asked: list[tuple[Order, Edit]] = []

    def build(order: Order, edit: Edit) -> Rebuild:
        asked.append((order, edit))
        return rebuild(order, edit)

    hands = Hands(build)
    hands.button.click()
    hands.button.click()
    hands.order.value, hands.edit.value = Order.BAD, Edit.COLD
    hands.button.click()
    hands.edit.value = Edit.MANIFEST
    hands.button.click()
    assert asked == [
        (Order.GOOD, Edit.NOTHING),
        (Order.GOOD, Edit.SOURCE),
        (Order.GOOD, Edit.SOURCE),
        (Order.BAD, Edit.COLD),
        (Order.BAD, Edit.MANIFEST),
    ]


def test_controls_are_locked_while_it_builds() -> None:
    """During a build nothing can be pressed, and the explorer says what is going on."""
    seen: list[tuple[set[bool], str]] = []

    def build(order: Order, edit: Edit) -> Rebuild:
        seen.append((hands.locked, hands.result))
        return rebuild(order, edit)

    hands = Hands(build)
    hands.button.click()
    assert [locked for locked, _ in seen] == [{True}, {True}]
    assert "Building once beforehand" in seen[0][1]
    assert "Building: source edit, manifest first" in seen[1][1]
    assert hands.locked == {False}


@pytest.mark.parametrize(
    "error",
    [
        QuaycraneError(
            "The engine <script> went away", why="It & its socket", fix="Start it: `./course engine start`"
        ),
        BuildError("RUN pip install -r requirements.txt failed", why="<img src=x>", log="pip ERR"),
    ],
)
def test_failed_build_is_told_and_unlocks(error: QuaycraneError) -> None:
    """An error of ours is shown as escaped text in place of a result, and one can try again."""
    failing = True

    def build(order: Order, edit: Edit) -> Rebuild:
        if failing:
            raise error
        return rebuild(order, edit)

    hands = Hands(build)
    hands.button.click()
    assert error.what.split()[-1] in hands.result
    assert "why: " in hands.result
    assert "<script" not in hands.result
    assert "<img" not in hands.result
    assert hands.locked == {False}
    failing = False
    hands.button.click()
    assert "You foresaw" in hands.result


def test_interrupted_build_unlocks() -> None:
    """Interrupting the kernel during a build is no answer: it is told, and the controls work again."""

    def build(_order: Order, _edit: Edit) -> Rebuild:
        raise KeyboardInterrupt

    hands = Hands(build)
    with pytest.raises(KeyboardInterrupt):
        hands.button.click()
    assert "broken off" in hands.result
    assert hands.locked == {False}


def test_instructions_are_escaped() -> None:
    """An instruction with angle brackets is shown in the judgement, never rendered."""
    text = "RUN echo <b>hi</b>"

    def build(order: Order, edit: Edit) -> Rebuild:
        return Rebuild(order, edit, 1, (BuildStep("", 2, text, cached=False, seconds=0.1),), 0.3)

    hands = Hands(build, dict.fromkeys(Order, (text,)))
    hands.button.click()
    assert "RUN echo &lt;b&gt;hi" in hands.result
    assert "<b>" not in hands.result


@pytest.mark.engine
def test_explorer_builds_on_an_engine(engine: Engine, handbook: Path) -> None:
    """On a real engine, the steps that a source edit touches run again and no other."""
    with Workspace(engine, handbook) as workspace:
        hands = Hands(lambda order, edit: really_rebuild(workspace, order, edit))
        hands.tick("COPY . .", "RUN python build.py")
        hands.button.click()
    assert "You foresaw 5 of 5 steps. 2 ran again, 3 came from the cache" in hands.result
    assert hands.result.count("✓ right") == 5
