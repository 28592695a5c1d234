"""The explorer of drills: choose one, and see second by second what users get and what each service does."""

from collections.abc import Sequence

import ipywidgets as widgets

from quaycrane.units.capstone.labs import Compared, TimeLine, What
from quaycrane.widgets import look, playable

_STEP_SECONDS, _STEP_MILLISECONDS = 0.5, 500
_LONG_SECONDS = 0.5


def explore_drills(drills: Sequence[Compared]) -> widgets.VBox:
    """Return the explorer; it plays what was measured, and asks no engine.

    Args:
        drills: What was seen of each drill.
    """
    drill = widgets.Select(
        options=[(one.drill, one) for one in drills],
        description="Drill",
        tooltip="Drill",
        rows=len(drills),
        layout={"width": "max-content"},
    )
    second = widgets.FloatSlider(
        min=0, step=_STEP_SECONDS, readout_format=".1f", description="Second", tooltip="Second"
    )
    steps = widgets.Play(min=0, step=1, interval=_STEP_MILLISECONDS, tooltip="Play")
    shown = widgets.HTML()

    def chosen(_change: object) -> None:
        end = max(line.seconds for line in drill.value.lines.values())
        steps.max = int(end / _STEP_SECONDS)
        second.max = steps.max * _STEP_SECONDS
        steps.value, second.value = 0, 0
        show(None)

    def show(_change: object) -> None:
        shown.value = _told(drill.value, second.value)

    def played(_change: object) -> None:
        second.value = steps.value * _STEP_SECONDS

    drill.observe(chosen, names="value")
    second.observe(show, names="value")
    steps.observe(played, names="value")
    chosen(None)
    row = widgets.HBox([second, steps], layout={"flex_flow": "row wrap", "grid_gap": "0 1em"})
    return playable(drill, row, shown)


def _told(compared: Compared, seconds: float) -> str:
    """Return what is seen at a second: a row for each thing asked for and each service, a column a stack."""
    lines = compared.lines
    services = sorted({service for line in lines.values() for service in line.services})
    rows = [
        [look.strong(what), *(look.prose(_answer(line, what, seconds)) for line in lines.values())]
        for what in What
    ]
    rows += [
        [look.code(service), *(look.prose(line.state_at(service, seconds)) for line in lines.values())]
        for service in services
    ]
    rows.append([look.quiet("done so far"), *(look.prose(_done(line, seconds)) for line in lines.values())])
    bad = any(mark in cell for row in rows[: len(What)] for cell in row for mark in "✗…")
    return look.box("notice" if bad else "good", [look.grid(["", *lines], rows)])


def _answer(line: TimeLine, what: What, seconds: float) -> str:
    """Return what was answered last; or for how long somebody has been waiting, where that is long."""
    sent = [ask for ask in line.asks if ask.what is what and ask.begin_seconds <= seconds]
    ended = [ask for ask in sent if ask.end_seconds <= seconds]
    waits = max((seconds - ask.begin_seconds for ask in sent if ask.end_seconds > seconds), default=0)
    if waits >= _LONG_SECONDS:
        return f"… waits for {waits:.1f} s"
    if not ended:
        return "not asked yet"
    if not ended[-1].status:
        return "✗ no answer"
    return f"{'✓' if ended[-1].is_well else '✗'} {ended[-1].status} after {ended[-1].milliseconds:.0f} ms"


def _done(line: TimeLine, seconds: float) -> str:
    return "; ".join(note.text for note in line.notes if note.seconds <= seconds) or "nothing"
