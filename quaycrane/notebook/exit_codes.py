"""Says in words what an exit code of `docker` means."""

import signal

from quaycrane.engine import CommandLine

_SIGNAL_BASE = 128
_OF_A_CONTAINER = {
    125: "the engine refused, and no command ran; the line above says why",
    126: "the command is in the image, but it is no program that may be run",
    127: "there is no such command in the image",
    137: "killed (128 + 9): by `kill` or `stop`, or because memory ran out",
    139: "its program touched memory that is not its own (128 + 11)",
    143: "ended by SIGTERM (128 + 15), as `docker stop` sends it",
}


def meaning(code: int, line: CommandLine) -> str:
    """Return the words for an exit code that is not 0.

    Args:
        code: The code; negative for a signal that ended `docker` itself.
        line: The command that ended with it.
    """
    if code < 0:
        return f"docker itself was ended by {signal.Signals(-code).name}"
    asks = line.verb in {"run", "exec", "container run", "container exec", "compose exec", "compose run"}
    if asks and code in _OF_A_CONTAINER:
        return _OF_A_CONTAINER[code]
    if asks and code > _SIGNAL_BASE and code - _SIGNAL_BASE in {one.value for one in signal.Signals}:
        return f"ended by {signal.Signals(code - _SIGNAL_BASE).name} (128 + {code - _SIGNAL_BASE})"
    if asks:
        return "the command in the container ended so; docker passes its code on"
    return "docker could not do it; the line above says why"
