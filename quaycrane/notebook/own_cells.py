"""What a learner's own cell says where the demonstration is played back: that it needs an engine."""

import re
from types import TracebackType
from typing import Any

from IPython.display import display

from quaycrane.engine import WAYS_OUT
from quaycrane.errors import NoEngineError
from quaycrane.notebook.plain_errors import handle, show_plainly
from quaycrane.notebook.shown import Shown
from quaycrane.recorded import Recording
from quaycrane.widgets import look

_EVENT = "post_run_cell"


class OwnCells:
    """Turns what only the want of an engine caused into a note, so that a run of all cells goes on.

    Args:
        recording: The recording that is played; none of its cells runs, so what they name is not there.
    """

    def __init__(self, recording: Recording) -> None:
        self._recording = recording
        self._excused: BaseException | None = None

    def watch(self, shell: Any) -> None:  # noqa: ANN401 - IPython has no types for it
        """Take over what a shell shows of errors."""
        show_plainly(shell, self._handle)
        shell.events.register(_EVENT, self._excuse)

    @staticmethod
    def release(shell: Any) -> None:  # noqa: ANN401 - the same
        """Give a shell back its own way."""
        for one in list(shell.events.callbacks[_EVENT]):
            if isinstance(getattr(one, "__self__", None), OwnCells):
                shell.events.unregister(_EVENT, one)
                show_plainly(shell)

    def _handle(
        self,
        shell: Any,  # noqa: ANN401 - the same
        kind: type[BaseException],
        error: BaseException,
        trace: TracebackType | None,
        tb_offset: int | None = None,
    ) -> None:
        told = self._want(error)
        if not told:
            handle(shell, kind, error, trace, tb_offset)
            return
        self._excused = error
        text = [told, " ".join(WAYS_OUT[:2])]
        display(Shown(look.box("notice", list(map(look.prose, text))), "\n".join(text)))

    def _want(self, error: BaseException) -> str:
        """Return what is wanting, empty where an engine would not help."""
        if isinstance(error, NoEngineError):
            return "This needs a real engine: what you write yourself runs on one, and was not recorded."
        name = str(error.name) if isinstance(error, NameError) and error.name else ""
        word = re.compile(rf"\b{re.escape(name)}\b")
        if name and any(word.search(cell.source) for cell in self._recording.cells):
            return (
                f"`{name}` comes from a cell that shows its recording, and did not run: this needs an engine."
            )
        return ""

    def _excuse(self, result: Any) -> None:  # noqa: ANN401 - IPython's own
        if self._excused is not None and result.error_in_exec is self._excused:
            result.error_in_exec = None
        self._excused = None
