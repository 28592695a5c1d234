"""The rebuild explorer: choose an edit, foresee which steps run again, build, and compare."""

from collections.abc import Callable, Mapping

import ipywidgets as widgets

from quaycrane.errors import QuaycraneError
from quaycrane.units.layers_and_cache.labs import Edit, Order, Rebuild
from quaycrane.units.layers_and_cache.widgets import rebuild_html
from quaycrane.units.layers_and_cache.widgets.rebuild_state import State, choose, judge, predict
from quaycrane.widgets import playable

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
        self._button = widgets.Button(
            description="Build and compare", button_style="primary", tooltip="Build and compare", icon="cogs"
        )
        self._button.layout.width = "14em"
        self._result = widgets.HTML()
        self.box = playable(
            widgets.HBox([self._edit, self._order], layout={"flex_flow": "row wrap", "grid_gap": "0 3em"}),
            widgets.HTML("<strong>Tick the steps that you think will run again:</strong>"),
            self._ticks,
            self._button,
            self._result,
        )
        self._edit.children[1].observe(self._chosen, "value")
        self._order.children[1].observe(self._chosen, "value")
        self._button.on_click(self._pressed)
        self._show_steps()

    def _chosen(self, _change: object) -> None:
        self._state = choose(self._state, self._edit.children[1].value, self._order.children[1].value)
        self._result.value = ""
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

    def _pressed(self, _button: object) -> None:
        self._lock(locked=True)
        try:
            self._result.value = self._compared()
        except QuaycraneError as error:
            self._result.value = rebuild_html.failure(error)
        except BaseException:
            self._result.value = rebuild_html.progress("The build was broken off.")
            raise
        finally:
            self._lock(locked=False)
            self._button.focus()  # a control that was switched off has lost it

    def _compared(self) -> str:
        order, edit = self._state.order, self._state.edit
        if order not in self._built and edit is not Edit.COLD:
            self._result.value = rebuild_html.progress("Building once beforehand, so that there is a cache …")
            self._build(order, Edit.NOTHING)
        self._result.value = rebuild_html.progress(f"Building: {edit}, {order} …")
        rebuild = self._build(order, edit)
        self._built.add(order)
        return rebuild_html.judgement(judge(self._state, rebuild))

    def _lock(self, *, locked: bool) -> None:
        chosen = [self._edit.children[1], self._order.children[1]]
        for control in (*chosen, *self._ticks.children, self._button):
            control.disabled = locked
        self._button.description = "Building …" if locked else "Build and compare"


def _radio(question: str, choices: type[Edit] | type[Order], value: Edit | Order) -> widgets.VBox:
    """Return a question over its choices; a screen reader hears the question with them."""
    radio = widgets.RadioButtons(
        options=[(choice.value, choice) for choice in choices],
        value=value,
        layout={"width": "max-content"},
        tooltip=question,
    )
    return widgets.VBox([widgets.HTML(f"<strong>{question}</strong>"), radio])
