"""Makes a recording of a notebook that ran."""

import json
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from quaycrane.recorded.recording import Recorded, Recording

_LIVE_TAGS = {"setup", "predict", "try"}
"""Tags of cells that run wherever the notebook does: they need no engine, or are the learner's own."""

_WIDGET = "application/vnd.jupyter.widget-view+json"
_INSTEAD = "This explorer asks an engine, and none is here: what it would show was not recorded.\n"


def is_recorded(cell: Any) -> bool:  # noqa: ANN401 - nbformat is untyped
    """Return whether a cell belongs to what is recorded: the demonstration, without what runs anywhere."""
    tags = set(cell.metadata.get("tags", ()))
    mine = "nbgrader" in cell.metadata or bool(tags & _LIVE_TAGS)
    return cell.cell_type == "code" and not mine and cell.source.strip() != "predict.summary()"


def take(cells: Sequence[Any], *, date: str, engine: str, folder: Path | None = None) -> Recording:
    """Return the recording of a notebook.

    Args:
        cells: Its cells, with their outputs.
        date: When it ran.
        engine: On which engine, in words.
        folder: The folder in which it ran: where outputs name it, they name ``/course/UNIT`` instead.
    """
    names = (f"{folder}", f"/course/{folder.name}") if folder else ("", "")
    kept = (Recorded(one.id, one.source, tuple(_outputs(one, *names))) for one in cells if is_recorded(one))
    live = (one.source for one in cells if one.cell_type == "code" and not is_recorded(one))
    return Recording(date, engine, tuple(kept), tuple(live))


def _outputs(cell: Any, folder: str, called: str) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - nbformat is untyped
    """Yield a cell's outputs; what came to one stream in pieces is one piece, as it is when it is shown."""
    for stream, outputs in groupby(cell.outputs, lambda output: output.get("name")):
        if stream:
            text = "".join(output["text"] for output in outputs)
            yield {"output_type": "stream", "name": stream, "text": _named(text, folder, called)}
            continue
        for output in outputs:
            if _WIDGET in output.get("data", {}):
                yield {"output_type": "stream", "name": "stdout", "text": _INSTEAD}
            else:
                kept = {key: value for key, value in output.items() if key != "execution_count"}
                yield json.loads(_named(json.dumps(kept), folder, called))


def _named(text: str, folder: str, called: str) -> str:
    return text.replace(folder, called) if folder else text
