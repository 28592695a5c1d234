"""What a service of a stack could do, if somebody broke into it: tried in it, and asked of the kernel."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.behaviour.running_stack import FILE, UP_SECONDS, project
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import Running, Stack, explained, use
from quaycrane.errors import InputError, UncheckedError

if TYPE_CHECKING:
    from collections.abc import Mapping

_PLACES = ("/", "/etc", "/usr", "/usr/bin", "/var")
_MEGABYTES = (64, 128, 256, 512)
_PROCESSES = 200
_WRITE = """for at in "$@"; do
touch "$at/.written" 2>/dev/null && echo "$at" && rm -f "$at/.written"; done; true"""
_FORK = f"for one in $(seq {_PROCESSES}); do sleep 6 >/dev/null 2>&1 </dev/null & done"
_FIELD = re.compile(r"^(CapBnd|CapEff|NoNewPrivs):\s*(\w+)$", re.MULTILINE)


@dataclass(frozen=True)
class Rights:
    """What one service may do.

    Attributes:
        capabilities: The number in which each capability that a process of it can have is a bit.
        gains_rights: Whether a set-uid program may give it more.
        written: The folders in which root in it could make a file.
    """

    capabilities: int
    gains_rights: bool
    written: tuple[str, ...]


@dataclass(frozen=True)
class Bounds:
    """How much one service could have.

    Attributes:
        processes: How many there were when it had tried to start hundreds; it stopped where it was refused.
        refused_mb: The least memory that it could not have, in MB (1024 * 1024); 0 where it got all it tried.
        swap: Whether it may swap, so that what goes over its memory moves there.
    """

    processes: int
    refused_mb: int
    swap: bool


@checked(
    why="What no process can have, nobody who breaks in can use",
    fix="cap_drop: [ALL], and cap_add only for what it fails without",
    needs=("stack-comes-up",),
    file=FILE,
)
def service_holds_no_capability(answer: Answer, service: str) -> Observation:
    """No process of the service {service} can have a capability, root's neither."""
    held = _rights(answer, service).capabilities
    told = f"{held.bit_count()} capabilities can be had in it" if held else "There is none to be had"
    return Observation(passed=not held, observed=told)


@checked(
    why="A set-uid program makes a plain user root, whatever USER says",
    fix="security_opt: [no-new-privileges:true]",
    needs=("stack-comes-up",),
    file=FILE,
)
def service_gains_no_rights(answer: Answer, service: str) -> Observation:
    """No program gives a process of the service {service} more rights than it has."""
    gains = _rights(answer, service).gains_rights
    told = "A set-uid program still makes root of it" if gains else "The kernel gives no new privileges in it"
    return Observation(passed=not gains, observed=told)


@checked(
    why="Who cannot write to the system's folders cannot leave a program there",
    fix="read_only: true, with tmpfs or a volume only for the folders that the service writes to",
    needs=("stack-comes-up",),
    file=FILE,
)
def service_refuses_writes(answer: Answer, service: str) -> Observation:
    """Root in the service {service} cannot write to the system's folders."""
    written = _rights(answer, service).written
    told = f"Root could write to {', '.join(written)}" if written else "Every write was refused"
    return Observation(passed=not written, observed=told)


@checked(
    why="A program that starts itself again and again takes the machine from everyone on it",
    fix="pids_limit, with room for what the service starts",
    needs=("stack-comes-up",),
    file=FILE,
)
def service_limits_processes(answer: Answer, service: str, most: int = 100) -> Observation:
    """The service {service} cannot have more than {most} processes."""
    got = _bounds(answer, service, "processes").processes
    return Observation(passed=got <= most, observed=f"Told to start {_PROCESSES} more, it had {got}")


@checked(
    why="A service without a limit takes the memory of its neighbours, and the kernel kills whom it likes",
    fix="mem_limit, and memswap_limit of the same size: without it as much again may be swapped",
    needs=("stack-comes-up",),
    file=FILE,
)
def service_limits_memory(answer: Answer, service: str, megabytes: int = 128) -> Observation:
    """The service {service} cannot have twice {megabytes} MB of memory, swapped or not."""
    found = _bounds(answer, service, "memory")
    got = f"{found.refused_mb} MB were refused" if found.refused_mb else f"It got {_MEGABYTES[-1]} MB"
    swapped = "; it may swap as well" if found.swap else ""
    held = 0 < found.refused_mb <= 2 * megabytes and not found.swap
    return Observation(passed=held, observed=got + swapped)


def note_rights(answer: Answer, made: Stack) -> None:
    """Try what each service of a stack that is up may do, keep what came of it, and leave it as it was."""
    found: dict[str, Rights | UncheckedError] = {}
    for name in (name for name in made.services if made.containers(name)):
        try:
            found[name] = _allowed(made.container(name))
        except UncheckedError as error:  # the others can be tried all the same
            found[name] = error
    answer.kept["rights"] = found


def note_hardened(answer: Answer, made: Stack) -> None:
    """Try each service of a stack that is up, and keep what came of it; it is fit for little after that."""
    note_rights(answer, made)
    answer.kept["bounds"] = {name: _had(made.container(name)) for name in made.services}


def _rights(answer: Answer, service: str) -> Rights:
    found: Rights = _noted(answer, "rights", service)
    return found


def _bounds(answer: Answer, service: str, what: str) -> Bounds:
    if what in engine().facts().unlimited:  # it takes the setting, and holds nobody to it
        raise UncheckedError(
            f"This engine cannot limit {what}",
            fix="An engine that root started can, and a rootless one to which the machine delegates that",
        )
    found: Bounds = _noted(answer, "bounds", service)
    return found


def _noted(answer: Answer, kind: str, service: str) -> Any:  # noqa: ANN401 - of two kinds
    if kind not in answer.kept:
        with project(answer) as made:
            made.up(UP_SECONDS)
            note_hardened(answer, made)
    found: Mapping[str, Any] = answer.kept[kind]
    if service not in found:
        raise InputError(f"There is no service {service} that runs", why=f"There is {', '.join(found)}")
    if isinstance(found[service], UncheckedError):
        raise found[service]
    return found[service]


def _allowed(running: Running) -> Rights:
    status = dict(_FIELD.findall(_said(running, "cat /proc/1/status")))
    if not status:
        raise UncheckedError("The service has no shell to try it with", fix="Look at it with docker inspect")
    folders = (*_PLACES, str(running.container.attrs["Config"].get("WorkingDir") or "/"))
    written = _said(running, _WRITE, *dict.fromkeys(folders)).split()
    return Rights(
        capabilities=int(status["CapBnd"], 16) | int(status["CapEff"], 16),
        gains_rights=status.get("NoNewPrivs") != "1",
        written=tuple(written),
    )


def _had(running: Running) -> Bounds:
    """Try what uses up most last."""
    with explained():
        limits = running.container.attrs["HostConfig"]
    refused = next((size for size in _MEGABYTES if not _gets(running, size)), 0)
    _said(running, _FORK)
    return Bounds(
        processes=use(running).processes,
        refused_mb=refused,
        swap=not 0 < limits.get("MemorySwap", 0) <= limits.get("Memory", 0),
    )


def _gets(running: Running, megabytes: int) -> bool:
    """Return whether a process in it gets so much memory: it fills a buffer of that size."""
    with explained():
        code, _ = running.container.exec_run(
            ["dd", "if=/dev/zero", "of=/dev/null", f"bs={megabytes}M", "count=1"]
        )
    return code == 0


def _said(running: Running, script: str, *arguments: str) -> str:
    """Return what root in it prints, whatever code it ends with."""
    with explained():
        _, output = running.container.exec_run(["sh", "-c", script, "sh", *arguments], user="0", stream=False)
    return output.decode("utf-8", "replace") if isinstance(output, bytes) else ""
