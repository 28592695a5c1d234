"""A build that a cell asks for shows its steps as they go, and folds to one line when it is done."""

import sys
import time
from collections.abc import Callable

from IPython import get_ipython
from IPython.display import DisplayHandle, display

from quaycrane.engine import SeenStep, StepState
from quaycrane.notebook.shown import Shown
from quaycrane.notebook.tables import size_text
from quaycrane.widgets import look

_SOON_SECONDS = 1.0  # what is done within that needs no telling
_EVERY_SECONDS = 0.25
_HEADINGS = ("step", "it", "seconds", "added")


class BuildView:
    """The steps of one build; they stay open where it did not come to an image."""

    def __init__(self) -> None:
        self._began = self._drawn = time.monotonic()
        self._line: DisplayHandle | None = None
        self._steps: Callable[[], tuple[SeenStep, ...]] = tuple
        if shell := get_ipython():
            shell.events.register("post_run_cell", self._end)

    def see(self, steps: Callable[[], tuple[SeenStep, ...]]) -> None:
        """Draw the steps, if the build takes its time."""
        self._steps, now = steps, time.monotonic()
        if now - self._began >= _SOON_SECONDS and now - self._drawn >= _EVERY_SECONDS:
            self._drawn = now
            self._show(_shown("Building …", steps()))

    def made(self, sizes_bytes: tuple[int, ...]) -> None:
        """Fold it."""
        steps = self._steps()
        if self._line:
            self._show(_shown(self._told(steps, sizes_bytes), steps, sizes_bytes, folded=True))
        self._forget()

    def _end(self, _result: object) -> None:
        if self._line:
            steps = self._steps()
            failed = any(step.state is StepState.FAILED for step in steps)
            self._show(_shown("It did not build." if failed else "The build was broken off.", steps))
        self._forget()

    def _told(self, steps: tuple[SeenStep, ...], sizes_bytes: tuple[int, ...]) -> str:
        cached = sum(step.state is StepState.CACHED for step in steps)
        added = f", {size_text(sum(sizes_bytes))} added to the base" if sizes_bytes else ""
        seconds = time.monotonic() - self._began
        return f"Built: {len(steps)} steps, {cached} from the cache, {seconds:.1f} s{added}"

    def _show(self, shown: Shown) -> None:
        if self._line:
            self._line.update(shown)
        else:
            self._line = display(shown, display_id=True)

    def _forget(self) -> None:
        shell = get_ipython()
        if shell and self._end in shell.events.callbacks["post_run_cell"]:
            shell.events.unregister("post_run_cell", self._end)


def look_on() -> BuildView | None:
    """Return who looks on at a build that a cell of the notebook asks for itself, None at one of a lab's."""
    shell, asks = get_ipython(), sys._getframe(2)  # noqa: SLF001 - of `Engine.build`, whose caller it is
    return BuildView() if shell and asks.f_globals is shell.user_global_ns else None


def _shown(
    told: str, steps: tuple[SeenStep, ...], sizes_bytes: tuple[int, ...] = (), *, folded: bool = False
) -> Shown:
    sizes = sizes_bytes or (None,) * len(steps)
    rows = [_row(step, size) for step, size in zip(steps, sizes, strict=False)]
    printed = [look.printed(step.printed) for step in steps if step.state is StepState.FAILED]
    html = look.fold(told, [look.grid(_HEADINGS, rows, right=(2, 3)), *printed], is_open=not folded)
    return Shown(html, "\n".join([told, *(f"  {step.name}  {_state(step)}" for step in steps if not folded)]))


def _row(step: SeenStep, size_bytes: int | None) -> tuple[str, ...]:
    return (
        look.code(step.name),
        look.strong(step.state) if step.state is StepState.FAILED else look.quiet(step.state),
        f"{step.seconds:.1f}" if step.state is StepState.DONE else "",
        "" if size_bytes is None else size_text(size_bytes),
    )


def _state(step: SeenStep) -> str:
    return f"{step.seconds:.1f} s" if step.state is StepState.DONE else step.state.value
