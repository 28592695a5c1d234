"""BuildKit's stream read into steps."""

import base64
import json

from quaycrane.engine.build.record import ProgressReader

_AT = "2026-01-01T00:00:0"


def _line(name: str, *, cached: bool = False, completed: bool = True, error: str = "") -> str:
    vertex = {"digest": name, "name": name, "started": f"{_AT}1.000000000Z", "cached": cached, "error": error}
    return json.dumps({"vertexes": [vertex | ({"completed": f"{_AT}3.500000000Z"} if completed else {})]})


def _read(*lines: str) -> ProgressReader:
    reader = ProgressReader()
    for line in lines:
        reader.feed(line)
    return reader


def test_step_that_ran_has_its_seconds() -> None:
    """A step that began and then ended ran, for the seconds between."""
    step = _read(_line("[2/3] RUN x", completed=False), _line("[2/3] RUN x")).steps()[0]
    assert (step.number, step.instruction, step.cached, step.seconds) == (2, "RUN x", False, 2.5)


def test_cached_step_takes_no_time() -> None:
    """A step from the cache counts no seconds, whatever its fingerprinting took."""
    step = _read(_line("[build 1/3] COPY a b", cached=True)).steps()[0]
    assert (step.stage, step.cached, step.seconds) == ("build", True, 0)


def test_fingerprinted_step_did_not_run() -> None:
    """A step that is told once, begun and done together, was only fingerprinted."""
    assert _read(_line("[1/3] WORKDIR /a")).steps()[0].cached


def test_internal_work_is_no_step() -> None:
    """BuildKit's own work is no step of the Dockerfile."""
    assert _read(_line("[internal] load build context")).steps() == ()


def test_failure_holds_the_log() -> None:
    """The step that failed is told with its error and what it printed."""
    log = {"logs": [{"vertex": "[1/1] RUN x", "data": base64.b64encode(b"no such thing").decode()}]}
    reader = _read(_line("[1/1] RUN x", error="exit code: 1"), json.dumps(log))
    assert reader.failure() == ("[1/1] RUN x", "exit code: 1", "no such thing")


def test_plain_lines_are_kept() -> None:
    """What the command prints besides the stream is kept for the error message."""
    assert _read("ERROR: something", "[]").other == ["ERROR: something", "[]"]
