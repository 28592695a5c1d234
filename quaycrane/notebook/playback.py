"""Where no engine can be had, cells of the demonstration show what they showed on one."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython import get_ipython
from IPython.display import display, publish_display_data

from quaycrane.engine import WAYS_OUT, Kind
from quaycrane.errors import InputError
from quaycrane.kit import project_root
from quaycrane.notebook.asking import SETTLED, predict
from quaycrane.notebook.own_cells import OwnCells
from quaycrane.notebook.shown import Shown
from quaycrane.recorded import Found, Recording, find, load, path_of
from quaycrane.widgets import look

if TYPE_CHECKING:
    from quaycrane.engine import Engine


class Playback:
    """Answers for the cells of one recording.

    Attributes:
        recording: The recording.
    """

    def __init__(self, recording: Recording) -> None:
        self.recording = recording
        self._last = -1
        self._changed: set[int] = set()

    def __call__(self, lines: list[str]) -> list[str]:
        """Return a cell as it is, or what shows its recording; as IPython asks it, more than once a cell."""
        text = "".join(lines)
        if find(self.recording, text, self._last) is None:
            return lines
        return [f"get_ipython().run_cell_magic('recorded', '', {text!r})\n"]

    def show(self, _line: str, text: str) -> None:
        """Show what a cell showed, or where it is not the one that was recorded."""
        found = find(self.recording, text, self._last)
        if found is None:
            return
        if found.differs:
            self._changed.add(found.index)
            display(_changed_note(found))
            return
        self._last = found.index
        self._changed.discard(found.index)
        display(self._head(found.index))
        for output in found.cell.outputs:
            _show(output)

    def _head(self, index: int) -> Shown:
        heading = f"Recorded on {self.recording.date} with {self.recording.engine}"
        if any(above < index for above in self._changed):
            heading += "; a cell above was changed since, and this does not know of it"
        return Shown(look.box("notice", [look.quiet(heading)]), heading)


def play_where_no_engine_is(engine: "Engine") -> None:
    """Let cells show their recording where no engine is and a recording is there; else let them run."""
    shell: Any = get_ipython()
    if shell is None:
        return
    transformers = shell.input_transformers_cleanup
    transformers[:] = [transformer for transformer in transformers if not isinstance(transformer, Playback)]
    path = path_of(project_root(), Path.cwd().name)
    if engine.kind is not Kind.NONE or not path.is_file():
        return
    try:
        playback = Playback(load(path))
    except InputError as error:
        display(Shown(look.box("bad", [look.prose(str(error))]), str(error)))
        return
    transformers.append(playback)
    shell.register_magic_function(playback.show, "cell", "recorded")
    recorded = playback.recording
    OwnCells(recorded).watch(shell)
    sentence = (
        f"So the demonstration shows what was recorded on {recorded.date} with {recorded.engine}: "
        "each output says so. Predictions and your own answers are live; no mark comes from a recording."
    )
    display(Shown(look.box("notice", [look.prose(sentence)]), sentence))


def _show(output: Mapping[str, Any]) -> None:
    match output:
        case {"output_type": "stream", "name": name, "text": text}:
            (sys.stderr if name == "stderr" else sys.stdout).write(text)
        case {"output_type": "error", "traceback": lines}:
            sys.stdout.write("\n".join(lines) + "\n")
        case {"data": data, "metadata": metadata}:
            if settled := metadata.get(SETTLED):
                predict.settle(settled["name"], settled["was"], within=settled["within"])
            else:
                publish_display_data(data, metadata)


def _changed_note(found: Found) -> Shown:
    number, mine, recorded = found.differs or (1, "", "")
    lines = [
        f"This cell is not as it was recorded: line {number} is `{mine}`, and was `{recorded}`.",
        "What you write yourself needs a real engine. " + " ".join(WAYS_OUT[:2]),
    ]
    return Shown(look.box("notice", list(map(look.prose, lines))), "\n".join(lines))
