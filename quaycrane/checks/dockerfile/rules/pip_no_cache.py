"""PipNoCache: pip leaves no cache behind."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile, Instruction, Stage
from quaycrane.checks.dockerfile.packages import runs
from quaycrane.checks.dockerfile.packages.languages import is_pip_install
from quaycrane.checks.dockerfile.packages.operands import module_as_program
from quaycrane.checks.dockerfile.packages.removed import takes_away
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.scope import steps
from quaycrane.checks.dockerfile.shell import Command
from quaycrane.checks.dockerfile.walk import kept

_VARIABLES = {"PIP_NO_CACHE_DIR", "UV_NO_CACHE"}
_LEAVES_IT_ON = {"", "off", "no", "0", "false", "n", "f"}
_OPTIONS = ("--no-cache-dir", "--no-cache", "-n", "--cache-dir")
_CACHES = ("/root/.cache/pip", "/root/.cache/uv")


@rule(
    why="The cache stays in the layer and is never used again",
    fix="pip install --no-cache-dir, or RUN --mount=type=cache,target=/root/.cache/pip",
    bad="FROM python:3.13-slim\nRUN pip install flask==3.1.0\n",
    good="FROM python:3.13-slim\nRUN pip install --no-cache-dir flask==3.1.0\n",
    elsewhere=("hadolint DL3042",),
)
def pip_no_cache(dockerfile: Dockerfile) -> Iterator[Finding]:
    """pip leaves no cache behind.

    Yield each pip install that keeps its cache.
    """  # noqa: D403 - a command
    for stage in kept(dockerfile):
        off = _switched_off(dockerfile, stage)
        for run, commands in runs(stage.instructions):
            if off or _mounted(run) or any(map(_configures, commands)):
                off |= any(map(_configures, commands))
                continue
            for number, command in enumerate(commands):
                if _keeps(command) and not any(map(_cleans, commands[number:])):
                    yield Finding(run.line, " ".join(command.words)[:80])


def _keeps(command: Command) -> bool:
    is_off = any(_is_off(*setting.partition("=")[::2]) for setting in command.settings)
    return is_pip_install(command) and not command.has(*_OPTIONS) and not is_off


def _is_off(name: str, value: str) -> bool:
    """Return whether a variable switches the cache off; these words leave it on."""
    return name in _VARIABLES and value.strip("\"'").lower() not in _LEAVES_IT_ON


def _switched_off(dockerfile: Dockerfile, stage: Stage) -> bool:
    """Return whether a variable of a stage or its bases switches the cache off."""
    values: dict[str, str] = {}
    for step in steps(dockerfile, stage):
        if step.instruction.keyword in {"ENV", "ARG"}:
            values.update(
                (pair.name, step.texts.get(pair.value or "", "")) for pair in step.instruction.pairs
            )
    return any(_is_off(name, value) for name, value in values.items())


def _mounted(run: Instruction) -> bool:
    cached = [flag for flag in run.flags if "type=cache" in flag or "type=tmpfs" in flag]
    return any("pip" in flag or "/.cache" in flag or "uv" in flag for flag in cached)


def _configures(command: Command) -> bool:
    """Return whether a command switches the cache off for those that follow."""
    words = module_as_program(command.words)
    exports = command.program == "export" and any(_is_off(*word.partition("=")[::2]) for word in words[1:])
    return exports or (words[1:3] == ("config", "set") and "no-cache-dir" in " ".join(words[3:]))


def _cleans(command: Command) -> bool:
    words = module_as_program(command.words)[1:3]
    return words in {("cache", "purge"), ("cache", "clean")} or any(
        takes_away(command, cache) for cache in _CACHES
    )
