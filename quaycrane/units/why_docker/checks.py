"""What the unit's grade cells call: what images are foreseen to show, and a bill that is always the same."""

import io
import secrets
import tarfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from quaycrane.checks import Check, check
from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine, first_build
from quaycrane.checks.declared import checked
from quaycrane.checks.predictions import foreseen
from quaycrane.checks.registry import Observation
from quaycrane.checks.remembered import remembered
from quaycrane.engine import Running, explained, read_file, wait_until
from quaycrane.errors import EngineTimeoutError, QuaycraneError

__all__ = ["check", "foresees", "predicts", "prints_the_bill"]

_FILE = "predictions.yaml"
_IMAGES = ("alpine:3", "debian:bookworm-slim", "node:24-alpine", "python:3.13-slim")
_MEMORY_MIB = 64
_STATEMENTS = (
    "has a kernel of its own",
    "has musl for its C library",
    "knows the time of Europe/Zurich",
    "shows 64 MiB under --memory 64m",
    "starts its program as process 1",
)
_LOOK = """\
uname -r
ls /lib/ld-musl-* 2>/dev/null || echo glibc
TZ=Europe/Zurich date +%z
grep MemTotal /proc/meminfo
echo $$
"""
_HERS = {"LANG": "de_CH.UTF-8", "TZ": "Europe/Zurich"}
_PYTHON = "python:3.13-slim"
_ELSEWHERE = "/usr/share/zoneinfo/Asia/Tokyo"
_SECONDS, _LINES, _SHOWN = 20, 100, 60
_LIMITS = {
    "mem_limit": "256m",
    "pids_limit": 64,
    "network_disabled": True,
    "log_config": {"type": "json-file", "config": {"max-size": "1m"}},  # for what prints without end
}


@checked(
    why="Who knows what is in an image, and what is not, is not surprised on another machine",
    fix="Start a container of each image, and ask it",
    file=_FILE,
)
def predicts(answer: Answer, statement: str, images: Sequence[str]) -> Observation:
    """Which of {images} {statement} is foreseen."""
    said = foreseen(answer, _FILE, statement, among=_IMAGES, called="image")
    # Files of the unit's own stand for it: what is asked of the engine is the same for a whole class.
    own = answer.kept.setdefault("own", Answer(answer.folder / "surroundings"))
    holding = {one for one in images if statement in _seen(own, one)}
    right = said & frozenset(images) == holding
    # What holds is the solution, so only a right prediction is told it.
    told = ", ".join(sorted(holding)) or "none of them"
    return Observation(passed=right, observed=f"It holds of {told}" if right else "The engine says otherwise")


def foresees(*images: str) -> list[Check]:
    """Return the checks of all statements about some images."""
    return [predicts(statement, images) for statement in _STATEMENTS]


def _seen(own: Answer, image: str) -> list[str]:
    return remembered(own, f"seen of {image}", lambda: _holds(own, image))


def _holds(own: Answer, image: str) -> list[str]:
    """Return which statements hold of an image."""
    known = f"look at {image}"
    if known not in own.kept:
        own.kept[known] = _printed(image, ["-c", _LOOK], entrypoint=["sh"], mem_limit=f"{_MEMORY_MIB}m")
    told: list[str] = own.kept[known].splitlines()
    kernel, library, offset, memory, process, *_ = [*told, "", "", "", "", ""]
    with explained():
        machine = engine().client.info()["KernelVersion"]
    seen_mib = int("".join(filter(str.isdigit, memory)) or "0") >> 10
    holds = (
        kernel != machine,
        "musl" in library,
        offset in {"+0100", "+0200"},
        seen_mib <= _MEMORY_MIB,
        process == "1",
    )
    return [statement for statement, right in zip(_STATEMENTS, holds, strict=True) if right]


def _words(folder: str = "", *, other_localtime: bool = False, **_: object) -> dict[str, str]:
    """Return how the container is started otherwise."""
    zone = ", where the machine hands its own /etc/localtime in" if other_localtime else ""
    return {"how": (f", started in {folder}" if folder else "") + zone}


@checked(
    why="A colleague's bill must be her customer's bill, whatever machine printed it",
    fix="docker run --rm quaycrane-trial {customer!r}, and compare with her bill line by line",
    needs=("builds",),
    words=_words,
)
def prints_the_bill(
    answer: Answer, customer: str = "Anna", folder: str = "", *, other_localtime: bool = False
) -> Observation:
    """A container prints the bill for {customer} byte for byte as on her machine{how}.

    Args:
        answer: The answer.
        customer: The one argument; ``{word}`` in it is a word made up for this run.
        folder: The working folder in place of the image's own.
        other_localtime: Whether the machine hands its own `/etc/localtime` in, set for another zone.
    """
    customer = customer.replace("{word}", secrets.token_hex(3))
    hers = _hers(answer, customer)
    given = {}
    if other_localtime:
        given["etc/localtime"] = read_file(engine(), _PYTHON, _ELSEWHERE) or b""
    options = {"working_dir": folder} if folder else {}
    printed = _printed(first_build(answer).image_id, [customer], given, **options)
    return Observation(passed=printed == hers, observed=_compared(printed, hers))


def _hers(answer: Answer, customer: str) -> str:
    """Return what her machine prints: her Python, with her settings."""
    known = f"her bill for {customer}"
    if known not in answer.kept:
        files = {f"hers/{name}": (answer.folder / name).read_bytes() for name in ("bill.py", "prices.csv")}
        command = ["python", "/hers/bill.py", customer]
        answer.kept[known] = _printed(_PYTHON, command, files, environment=_HERS)
    bill: str = answer.kept[known]
    return bill


def _compared(printed: str, hers: str) -> str:
    if printed == hers:
        return "Every byte is the same"
    mine, right = printed.splitlines(), hers.splitlines()
    for number, line in enumerate(right, 1):
        own = mine[number - 1] if number <= len(mine) else "missing"
        if own != line:
            return f"Line {number} is {own[:_SHOWN]!r}; on her machine it is {line!r}"
    return f"It prints {len(mine)} lines, her machine {len(right)}"


def _printed(
    image: str,
    command: Sequence[str],
    files: Mapping[str, bytes] | None = None,
    **options: Any,  # noqa: ANN401 - the SDK's own
) -> str:
    """Return what a container prints until it ends.

    Raises:
        QuaycraneError: It does not start or does not end, or ends with another code than 0.
    """
    limits: dict[str, Any] = _LIMITS | options
    with explained():
        container = engine().client.containers.create(image, list(command), **limits)
    try:
        with explained():
            if files:
                container.put_archive("/", _archive(files))
            container.start()
        running = Running(container, engine().published_host)
        code = wait_until(
            lambda: None if running.exit_code is None else f"{running.exit_code}",
            timeout_seconds=_SECONDS,
            what="it ends",
        )
        with explained():
            output = container.logs(stdout=True, stderr=False, tail=_LINES, stream=False)
            error = container.logs(stdout=False, stderr=True, tail=_LINES, stream=False)
    except EngineTimeoutError:
        raise QuaycraneError(
            f"It runs on after {_SECONDS} s", fix="The program prints a bill and ends: start that"
        ) from None
    finally:
        with suppress(QuaycraneError), explained():
            container.remove(force=True, v=True)
    if code != "0":
        said = error.decode("utf-8", "replace").strip().splitlines()
        raise QuaycraneError(f"The container ended with code {code}", why=said[-1] if said else "")
    return output.decode("utf-8", "replace")


def _archive(files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size, entry.mode = len(content), 0o644
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()
