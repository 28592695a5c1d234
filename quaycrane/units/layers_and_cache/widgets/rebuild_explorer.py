"""The rebuild explorer: choose an edit, foresee which steps run again, build, and compare."""

from collections.abc import Callable, Mapping

import ipywidgets as widgets

from quaycrane.units.layers_and_cache.labs import Edit, Order, Rebuild
from quaycrane.units.layers_and_cache.widgets import rebuild_html
from quaycrane.units.layers_and_cache.widgets.rebuild_state import State, choose, judge, predict
from quaycrane.widgets import Trial, playable

_NO_STEP = ("FROM ", "EXPOSE ", "CMD ")


def explore_rebuilds(
    build: Callable[[Order, Edit], Rebuild], instructions: Mapping[Order, tuple[str, ...]] | None = None
) -> widgets.VBox:
    """Return the explorer.

    Args:
        build: Makes an edit and builds; a `QuaycraneError` from it is shown as text.
        instructions: For each order, the instructions that touch files, without FROM; None takes
            those of the lab's own Dockerfiles.
    """
    return _Explorer(build, State(instructions or _lab_instructions())).box


def _lab_instructions() -> dict[Order, tuple[str, ...]]:
    return {
        order: tuple(line for line in order.dockerfile.splitlines() if not line.startswith(_NO_STEP))
        for order in Order
    }


class _Explorer:
    def __init__(self, build: Callable[[Order, Edit], Rebuild], state: State) -> None:
        self._build, self._state = build, state
        self._built: set[Order] = set()
        self._edit = _radio("What changes before the build?", Edit, state.edit)
        self._order = _radio("In which order does the Dockerfile copy?", Order, state.order)
        self._ticks = widgets.VBox()
        self._trial = Trial(self._controls)
        self.box = playable(
            widgets.HBox([self._edit, self._order], layout={"flex_flow": "row wrap", "grid_gap": "0 3em"}),
            widgets.HTML("<strong>Tick the steps that you think will run again:</strong>"),
            self._ticks,
            self._trial.button("Build and compare", self._compared, "Building …"),
            self._trial.result,
        )
        self._edit.children[1].observe(self._chosen, "value")
        self._order.children[1].observe(self._chosen, "value")
        self._show_steps()

    def _chosen(self, _change: object) -> None:
        self._state = choose(self._state, self._edit.children[1].value, self._order.children[1].value)
        self._trial.result.value = ""
        self._show_steps()

    def _show_steps(self) -> None:
        ticks = [
            widgets.Checkbox(
                value=index in self._state.foreseen,
                description=f"{index + 1}. {step}",
                indent=False,
                layout={"width": "auto"},
            )
            for index, step in enumerate(self._state.steps)
        ]
        for tick in ticks:
            tick.observe(self._ticked, "value")
        self._ticks.children = ticks

    def _ticked(self, _change: object) -> None:
        foreseen = (index for index, tick in enumerate(self._ticks.children) if tick.value)
        self._state = predict(self._state, foreseen)

    def _compared(self) -> str:
        order, edit = self._state.order, self._state.edit
        if order not in self._built and edit is not Edit.COLD:
            self._trial.tell("Building once beforehand, so that there is a cache …")
            self._build(order, Edit.NOTHING)
        self._trial.tell(f"Building: {edit}, {order} …")
        rebuild = self._build(order, edit)
        self._built.add(order)
        return rebuild_html.judgement(judge(self._state, rebuild))

    def _controls(self) -> tuple[widgets.Widget, ...]:
        return self._edit.children[1], self._order.children[1], *self._ticks.children


def _radio(question: str, choices: type[Edit] | type[Order], value: Edit | Order) -> widgets.VBox:
    """Return a question over its choices; a screen reader hears the question with them."""
    radio = widgets.RadioButtons(
        options=[(choice.value, choice) for choice in choices],
        value=value,
        layout={"width": "max-content"},
        tooltip=question,
    )
    return widgets.VBox([widgets.HTML(f"<strong>{question}</strong>"), radio])
