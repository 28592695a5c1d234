"""One line below a cell that marks an answer: what is looked at just now, and which step of a build runs."""

import os
import threading
import time

from IPython import get_ipython

from quaycrane.checks.watching import watch
from quaycrane.notebook.progress_line import Steps

_SOON_SECONDS = 1.0
_OF_GRADING = "QUAYCRANE_BUILD_SECONDS"  # where a class is graded nobody looks on


class JudgingLine:
    """The line; a cell that is done before one can read it has none, and it folds when the cell ends."""

    def __init__(self) -> None:
        self._began: float | None = None
        self._line: Steps | None = None

    def __call__(self, told: str) -> None:
        """Put there what is looked at.

        Args:
            told: In a few words.
        """
        elsewhere = threading.current_thread() is not threading.main_thread()
        if elsewhere or _OF_GRADING in os.environ:  # another thread's may land below another cell
            return
        if self._began is None:
            self._began = time.monotonic()
            if shell := get_ipython():
                shell.events.register("post_run_cell", self._end)
        if time.monotonic() - self._began >= _SOON_SECONDS:
            self._line = self._line or Steps()
            self._line(told)

    def _end(self, _result: object) -> None:
        self._began, self._line = None, None
        if shell := get_ipython():
            shell.events.unregister("post_run_cell", self._end)


def show_judging() -> None:
    """Show from now on what the checks of this kernel look at."""
    watch(JudgingLine())
