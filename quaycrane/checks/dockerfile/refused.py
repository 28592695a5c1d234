"""Tells what BuildKit refuses for what an instruction says, once its variables are put in."""

from collections.abc import Callable, Iterator

from quaycrane.checks.dockerfile.known_bases import begins_at_root, given_by_base
from quaycrane.checks.dockerfile.model import Dockerfile, Instruction, ParseProblem, Stage
from quaycrane.checks.dockerfile.reference import why_no_reference
from quaycrane.checks.dockerfile.scope import Step, steps
from quaycrane.checks.dockerfile.values.devices import wrong_device
from quaycrane.checks.dockerfile.values.fitting import must_fit
from quaycrane.checks.dockerfile.values.modes import wrong_mode
from quaycrane.checks.dockerfile.values.mounts import MountError, read_mount
from quaycrane.checks.dockerfile.values.ports import wrong_port
from quaycrane.checks.dockerfile.values.scalars import is_signal
from quaycrane.checks.dockerfile.values.sources import wrong_checksum, wrong_source

Value = Callable[[str], str | None]
Wrong = Iterator[tuple[str, str]]


def refused(dockerfile: Dockerfile) -> Iterator[ParseProblem]:
    """Yield each instruction whose values BuildKit stops at; what only the builder can tell is let pass."""
    for stage in dockerfile.stages:
        given = given_by_base(dockerfile, stage)
        at_root = begins_at_root(dockerfile, stage)
        for step in steps(dockerfile, stage):
            at_root = at_root and step.instruction.keyword != "WORKDIR"
            if step.own:
                found = _wrong(dockerfile, stage, step, given, at_root=at_root)
                yield from (ParseProblem(step.instruction.line, what, fix) for what, fix in found)


def _wrong(
    dockerfile: Dockerfile, stage: Stage, step: Step, given: frozenset[str] | None, *, at_root: bool
) -> Wrong:
    one = step.instruction

    def value(word: str) -> str | None:
        return step.certain(word, given)

    if one.keyword == "RUN":
        yield from _run(dockerfile, stage, one, value, at_root=at_root)
    elif one.keyword in {"COPY", "ADD"}:
        yield from _copy(dockerfile, one, value)
    elif one.keyword == "EXPOSE":
        for word in one.arguments:
            for port in (value(word) or "").split():
                yield from wrong_port(port)
    elif one.keyword == "STOPSIGNAL":
        signal = value(one.value)
        if signal is not None and not is_signal(signal):
            yield f"There is no signal {signal[:40]!r}", "Name one that there is: STOPSIGNAL SIGTERM"
    elif one.keyword == "VOLUME" and any(value(word) == "" for word in one.arguments):
        yield "VOLUME needs a path", "Name the folder"


def _run(dockerfile: Dockerfile, stage: Stage, one: Instruction, value: Value, *, at_root: bool) -> Wrong:
    for flag in one.flags:
        name, _, text = flag.partition("=")
        if name == "--device":
            yield from wrong_device(text)
        if name != "--mount":
            continue
        try:
            mount = read_mount(text, value)
            must_fit(mount, at_root=at_root)
        except MountError as error:
            yield str(error), error.fix
            continue
        if source := mount.get("from"):
            yield from _source(dockerfile, stage, source)


def _source(dockerfile: Dockerfile, stage: Stage, name: str) -> Wrong:
    """Yield what is wrong with the stage or image that a mount takes its files from."""
    named = [other.number for other in dockerfile.stages if other.name == name.lower()]
    if named and named[-1] >= stage.number:
        yield f"The stage {name} does not stand above", "Move it up, or name another"
    elif not named and name != "scratch" and (why := why_no_reference(name)):
        yield why


def _copy(dockerfile: Dockerfile, one: Instruction, value: Value) -> Wrong:
    mode, checksum = value(one.flag("chmod") or ""), value(one.flag("checksum") or "")
    if mode:
        yield from wrong_mode(mode)
    sources = [] if len(one.arguments) < 2 else [value(word) for word in _paths(one)]  # noqa: PLR2004
    if checksum and None not in sources:
        yield from wrong_checksum(checksum, [source for source in sources if source is not None])
    for source in sources:
        yield from wrong_source(one.keyword, source or "")
    told = (one.flag("from") or "") if one.keyword == "COPY" else ""
    if not told or told.lstrip("+-").isdecimal() or "$" in told or told == "scratch":
        return
    if not any(stage.name == told.lower() for stage in dockerfile.stages) and (why := why_no_reference(told)):
        yield why


def _paths(one: Instruction) -> list[str]:
    """Return the sources that are no heredocs."""
    opened = {word for word in one.arguments[:-1] if "<<" in word} if one.documents else set()
    return [word for word in one.arguments[:-1] if word not in opened]
