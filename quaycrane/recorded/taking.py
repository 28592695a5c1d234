"""Makes a recording of a notebook that ran."""

from collections.abc import Iterator, Mapping, Sequence
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


def take(cells: Sequence[Any], *, date: str, engine: str) -> Recording:
    """Return the recording of a notebook.

    Args:
        cells: Its cells, with their outputs.
        date: When it ran.
        engine: On which engine, in words.
    """
    kept = (Recorded(one.id, one.source, tuple(_outputs(one))) for one in cells if is_recorded(one))
    live = (one.source for one in cells if one.cell_type == "code" and not is_recorded(one))
    return Recording(date, engine, tuple(kept), tuple(live))


def _outputs(cell: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401 - nbformat is untyped
    for output in cell.outputs:
        kept = {key: value for key, value in output.items() if key != "execution_count"}
        if _WIDGET in kept.get("data", {}):
            kept = {"output_type": "stream", "name": "stdout", "text": _INSTEAD}
        yield kept
