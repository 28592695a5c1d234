"""One line that says what a long cell is doing, for what takes an ``on_progress``."""

import time

from IPython import get_ipython
from IPython.display import DisplayHandle, display

from quaycrane.notebook.shown import Shown
from quaycrane.widgets import look


class Steps:
    """The line: each call puts another step there, and when the cell ends it says how long it took."""

    def __init__(self) -> None:
        self._count, self._began = 0, time.monotonic()
        self._line: DisplayHandle | None = None

    def __call__(self, step: str) -> None:
        """Put a step there.

        Args:
            step: The step in a few words.
        """
        self._count += 1
        shown = Shown(look.box("notice", [look.quiet(f"{step} …")]), f"{step} …")
        if self._line is None:
            self._line = display(shown, display_id=True)
            if shell := get_ipython():
                shell.events.register("post_run_cell", self._end)
        else:
            self._line.update(shown)

    def _end(self, _result: object) -> None:
        if shell := get_ipython():
            shell.events.unregister("post_run_cell", self._end)
        if self._line:
            counted = f"{self._count} step{'s' if self._count > 1 else ''}"
            done = f"{counted}, {time.monotonic() - self._began:.0f} s"
            self._line.update(Shown(look.quiet(done), done))


def steps() -> Steps:
    """Return a new line: ``labs.rebuild_timings(engine, "app", on_progress=steps())``."""
    return Steps()
