"""Brings the stack of three up from an empty volume, and tells when each service got how far."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quaycrane.engine import Running, compose_config, explained, patient, stack, wait_until
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from quaycrane.engine import Engine, Stack
    from quaycrane.labs import Progress

SERVICES = ("db", "backend", "frontend")
FORMS = {"depends_on: [db]": (), "condition: service_healthy": ("waits.compose.yaml",)}
"""Both forms of `depends_on`, with the files that make the second."""
SHORT, WAITING = FORMS

_FILES = ("notes.compose.yaml", "health.compose.yaml")
_IMAGES = ("mysql:9", "node:24-alpine", "nginx:alpine")
_WITNESS = "witness"
_ASK = {
    "db": "nc -w {0:.0f} db 3306 </dev/null 2>/dev/null | grep -qa .",
    "backend": "wget -T {1:.0f} -qO /dev/null http://backend:5000/api/ships 2>/dev/null",
    "frontend": "wget -T {1:.0f} -qO /dev/null http://frontend/ 2>/dev/null",
}
_UP_SECONDS = 120
_FAILED = "failed to connect"


@dataclass(frozen=True)
class Line:
    """How one service started; seconds from the first container's making.

    Attributes:
        service: Its name.
        created_seconds: Its container was made.
        started_seconds: Its main process began.
        healthy_seconds: Its health check said so first.
        answered_seconds: A neighbour first got an answer of it.
    """

    service: str
    created_seconds: float
    started_seconds: float
    healthy_seconds: float
    answered_seconds: float


@dataclass(frozen=True)
class Start:
    """One start of the stack.

    Attributes:
        form: How `depends_on` was written.
        lines: One a service, in the order in which they are needed.
        failed: How many failed connections the back end logged.
    """

    form: str
    lines: tuple[Line, ...]
    failed: int

    def of(self, service: str) -> Line:
        """Return the line of a service."""
        return next(line for line in self.lines if line.service == service)

    @property
    def head_start_seconds(self) -> float:
        """How long the back end ran before the database answered; negative where it came after."""
        return self.of("db").answered_seconds - self.of("backend").started_seconds


@dataclass(frozen=True)
class Starts:
    """The start with both forms.

    Attributes:
        starts: One a form.
        provenance: Where they were.
    """

    starts: tuple[Start, ...]
    provenance: Provenance

    def failed(self, form: str) -> int:
        """Return how many failed connections were logged with a form."""
        return next(start.failed for start in self.starts if start.form == form)

    @property
    def sentence(self) -> str:
        """What came out, in words."""
        return "\n".join(f"{start.form:<28}{_told(start)}" for start in self.starts)


def starts(engine: "Engine", folder: Path | str = "stack", on_progress: "Progress | None" = None) -> Starts:
    """Start the stack from an empty volume with each form of `depends_on`, all else being the same.

    Args:
        engine: Where.
        folder: Where its files are.
        on_progress: Told each form.

    Raises:
        QuaycraneError: It does not come up, or the engine went away.
    """
    made = []
    for form, further in FORMS.items():
        if on_progress:
            on_progress(form)
        files = [Path(folder, name).absolute() for name in (*_FILES, *further)]
        made.append(_start(engine, form, compose_config(Path(folder).absolute(), files=files)))
    return Starts(tuple(made), provenance(engine, *_IMAGES))


def _start(engine: "Engine", form: str, model: Mapping[str, Any]) -> Start:
    with stack(engine, _watched(model)) as made:
        made.up(_UP_SECONDS)
        witness = made.container(_WITNESS)
        told = wait_until(
            lambda: answers if len(answers := _answers(witness)) == len(SERVICES) else None,
            timeout_seconds=_UP_SECONDS,
            what="every service answers",
        )
        containers = {name: made.container(name).container for name in SERVICES}
        healthy = dict(_healthy(engine, made, containers["db"].attrs["Created"]))
        began = min(_moment(one.attrs["Created"]) for one in containers.values())
        lines = tuple(
            Line(
                name,
                _moment(one.attrs["Created"]) - began,
                _moment(one.attrs["State"]["StartedAt"]) - began,
                healthy.get(name, _first_yes(one)) - began,
                told[name] - began,
            )
            for name, one in containers.items()
        )
        return Start(form, lines, made.container("backend").logs(500).count(_FAILED))


def _watched(model: Mapping[str, Any]) -> dict[str, Any]:
    """Return the model with a neighbour that asks each service until it answers, and prints its name."""
    pause_seconds, stay_seconds, limits = patient(0.1), patient(600), (patient(1), patient(2))
    asked = (
        f"(until {ask.format(*limits)}; do sleep {pause_seconds:g}; done; echo {name})"
        for name, ask in _ASK.items()
    )
    command = " & ".join((*asked, f"exec sleep {stay_seconds:.0f}"))
    witness = {"image": "alpine:3", "command": ["sh", "-c", command]}
    return {**model, "services": {**model["services"], _WITNESS: witness | {"networks": {"default": None}}}}


def _answers(witness: Running) -> dict[str, float]:
    with explained():
        printed = witness.container.logs(timestamps=True, stream=False).decode()
    return {name: _moment(at) for at, _, name in (line.partition(" ") for line in printed.splitlines())}


def _healthy(engine: "Engine", made: "Stack", begun: str) -> Iterator[tuple[str, float]]:
    """Yield when each service was first told to be healthy, by the engine's own record."""
    asked: dict[str, Any] = {"label": f"com.docker.compose.project={made.project}", "event": "health_status"}
    since = int(_moment(begun))
    with explained():
        events: Sequence[Any] = list(
            engine.client.events(since=since, until=_now(engine), filters=asked, decode=True)
        )
    for event in reversed(events):
        if event["Action"].endswith(": healthy"):
            yield event["Actor"]["Attributes"]["com.docker.compose.service"], event["timeNano"] / 1e9


def _first_yes(container: Any) -> float:  # noqa: ANN401 - the SDK's
    """Return the oldest yes of a health check that is kept; of events an engine keeps some hundred."""
    log = container.attrs["State"]["Health"]["Log"]
    return min(_moment(one["End"]) for one in log if not one["ExitCode"])


def _now(engine: "Engine") -> int:
    """Return the end of this second on the engine's own clock."""
    return int(_moment(engine.client.info()["SystemTime"])) + 1


def _moment(text: str) -> float:
    """Return what the engine writes as a time in seconds."""
    return datetime.fromisoformat(re.sub(r"(\.\d{6})\d+", r"\1", text.replace("Z", "+00:00"))).timestamp()


def _told(start: Start) -> str:
    early = start.head_start_seconds
    when = f"{early:.1f} s before" if early > 0 else f"{-early:.1f} s after"
    times = "no failed connection" if not start.failed else f"{start.failed} failed connections"
    times = times.removesuffix("s") if start.failed == 1 else times
    return f"the back end began {when} the database answered, and logged {times}."
