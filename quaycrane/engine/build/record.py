"""Reads BuildKit's progress stream into one record a build step."""

import base64
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from operator import itemgetter
from typing import Any

from quaycrane.engine.build.onlooker import SeenStep, StepState

_STEP = re.compile(r"^\[(?:(?P<stage>\S+) )?(?P<number>\d+)/\d+\] (?P<instruction>.+)$", re.DOTALL)


@dataclass(frozen=True)
class BuildStep:
    """What BuildKit did for one instruction.

    Attributes:
        stage: Name of its build stage, empty when there is one stage without a name.
        number: Its place in the stage, from 1, as BuildKit counts (only steps that touch files).
        instruction: The instruction as BuildKit prints it.
        cached: Whether its result came from the build cache.
        seconds: How long it ran.
    """

    stage: str
    number: int
    instruction: str
    cached: bool
    seconds: float
    _weigh: Callable[[], int] | None = field(default=None, repr=False, compare=False)

    @property
    def size_bytes(self) -> int:
        """What it added to the image; 0 when it added nothing or is not in the final stage.

        Raises:
            QuaycraneError: It is to be weighed first, and its image is gone.
        """
        return self._weigh() if self._weigh else 0

    @property
    def is_base(self) -> bool:
        """Whether it is a FROM, which reads a base image and makes nothing."""
        return self.instruction.startswith("FROM ")


def step_of(name: str) -> BuildStep | None:
    """Return the step that BuildKit calls so, as if it came from the cache; None where it is no step."""
    match = _STEP.match(name)
    if not match:
        return None
    return BuildStep(match["stage"] or "", int(match["number"]), match["instruction"], cached=True, seconds=0)


@dataclass
class _Vertex:
    name: str = ""
    cached: bool = False
    seconds: float = 0
    ran: bool = False
    ended: bool = False
    error: str = ""
    log: list[str] = field(default_factory=list)

    @property
    def seen(self) -> SeenStep:
        state = self._state()
        seconds = self.seconds if state is StepState.DONE else 0.0
        return SeenStep(self.name, state, seconds, "".join(self.log))

    def _state(self) -> StepState:
        if self.error:
            return StepState.FAILED
        if self.ended:
            return StepState.DONE if self.ran and not self.cached else StepState.CACHED
        return StepState.RUNS if self.ran else StepState.WAITS


class ProgressReader:
    """Takes the lines of ``--progress=rawjson`` as they come.

    The stream's form is BuildKit's ``client.SolveStatus`` in JSON.
    """

    def __init__(self) -> None:
        self._vertexes: dict[str, _Vertex] = {}
        self.context_bytes = 0
        self.warnings: list[str] = []
        self.other: list[str] = []

    def feed(self, line: str) -> str | None:
        """Take one line; return the name of a step that has just begun, if any."""
        try:
            message = json.loads(line)
        except ValueError:
            self._keep_plain(line)
            return None
        if not isinstance(message, dict):
            self._keep_plain(line)
            return None
        begun = [name for vertex in message.get("vertexes") or [] if (name := self._vertex(vertex))]
        for status in message.get("statuses") or []:
            if status.get("id") == "transferring context:":
                self.context_bytes = max(self.context_bytes, int(status.get("current") or 0))
        for entry in message.get("logs") or []:
            text = base64.b64decode(entry.get("data") or "").decode("utf-8", "replace")
            self._at(entry).log.append(text)
        for warning in message.get("warnings") or []:
            self.warnings.append(base64.b64decode(warning.get("short") or "").decode("utf-8", "replace"))
        return begun[-1] if begun else None

    def _keep_plain(self, line: str) -> None:
        if line.strip():
            self.other.append(line.strip())

    def _at(self, message: dict[str, Any]) -> _Vertex:
        return self._vertexes.setdefault(str(message.get("vertex") or message.get("digest")), _Vertex())

    def _vertex(self, message: dict[str, Any]) -> str | None:
        vertex = self._at(message)
        vertex.name = message.get("name") or vertex.name
        vertex.cached = vertex.cached or bool(message.get("cached"))
        vertex.error = message.get("error") or vertex.error
        if message.get("started") and message.get("completed"):
            vertex.seconds += _seconds(message["started"], message["completed"])
        vertex.ended = bool(vertex.ended or message.get("completed"))
        # What is only fingerprinted, or found in the cache, is told once, begun and done together.
        begins = bool(message.get("started")) and not message.get("completed")
        vertex.ran = vertex.ran or begins
        return vertex.name if begins else None

    def steps(self) -> tuple[BuildStep, ...]:
        """Return the steps that come from instructions, by stage and number."""
        return tuple(sorted(self._steps(), key=lambda step: (step.stage, step.number)))

    def _steps(self) -> Iterator[BuildStep]:
        for vertex in self._vertexes.values():
            if step := step_of(vertex.name):
                cached = vertex.cached or not vertex.ran
                yield replace(step, cached=cached, seconds=0.0 if cached else vertex.seconds)

    def seen(self) -> tuple[SeenStep, ...]:
        """Return the same steps as they stand now, in the order of `steps`."""
        found = {
            (step.stage, step.number): vertex
            for vertex in self._vertexes.values()
            if (step := step_of(vertex.name))
        }
        return tuple(vertex.seen for _, vertex in sorted(found.items(), key=itemgetter(0)))

    def failure(self) -> tuple[str, str, str] | None:
        """Return name, error and log of the step that failed, None when none did."""
        for vertex in self._vertexes.values():
            if vertex.error and "context canceled" not in vertex.error:
                return vertex.name, vertex.error, "".join(vertex.log)
        return None


def _seconds(started: str, completed: str) -> float:
    begin, end = (datetime.fromisoformat(_to_microseconds(text)) for text in (started, completed))
    return max((end - begin).total_seconds(), 0.0)


def _to_microseconds(text: str) -> str:
    """Cut Go's nanoseconds, which `datetime` does not read."""
    return re.sub(r"(\.\d{1,6})\d*", lambda match: match[1], text)
