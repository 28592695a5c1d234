"""Says why a container ended: its code, what it printed, and what in the Dockerfile led to it."""

import re
import shlex
from contextlib import suppress

from quaycrane.checks.answer import Answer
from quaycrane.checks.dockerfile.model import Instruction
from quaycrane.checks.dockerfile.parse import parse
from quaycrane.engine import Running
from quaycrane.errors import QuaycraneError

_FILE = re.compile(
    r"(?:Cannot find module|can't open file|cannot open|Unable to access jarfile) '?(/[^'\s:]+)"
)
_PACKAGE = re.compile(r"Cannot find (?:package|module) '([^'/.][^']*)'|No module named '?([\w.]+)")
_TAKEN = re.compile(r"^[^:\n]*: (?:line \d+: )?(\S+): not found", re.MULTILINE)


def has_ended(answer: Answer, running: Running) -> QuaycraneError | None:
    """Return the error for a container that has ended, None while it runs."""
    code = running.exit_code
    if code is None:
        return None
    printed = running.logs()
    why, fix = _reason(answer, running, printed)
    ended = f"The container ended with code {code}{f': {why}' if why else ''}"
    sentence = f"It printed:\n{printed}" if printed.strip() else "It printed nothing"
    return QuaycraneError(ended, why=sentence, fix=fix)


def _reason(answer: Answer, running: Running, printed: str) -> tuple[str, str]:
    """Return what led to the end and what to do, both empty where it is not known."""
    start = _start(answer)
    if start is None:
        command = shlex.join(running.container.attrs["Config"].get("Cmd") or ["nothing"])
        return f"there is no CMD, so the base's `{command}` ran and ended", "Say in CMD what is to be started"
    return _misstarted(start) or _missed(start, printed) or ("", "")


def _misstarted(start: Instruction) -> tuple[str, str] | None:
    where = f"{start.keyword} in line {start.line}"
    if start.form == "shell" and start.value.startswith("["):
        sentence = f"{where} is no JSON array, so a shell ran it as text"
        return sentence, 'Write it with double quotes and commas: CMD ["node", "server.js"]'
    if start.form == "shell" and start.value.endswith("&"):
        return f"{where} starts it in the background", "Take the & away"
    return None


def _missed(start: Instruction, printed: str) -> tuple[str, str] | None:
    program = start.arguments[0] if start.form == "exec" and start.arguments else ""
    if match := _FILE.search(printed):
        if program and match[1].endswith(f"/{program}"):
            return f"there is no program {program} in the image", "Mind its spelling, or install it"
        return (
            f"{match[1]} is not in the image",
            "Mind its path; what a build step makes is there only if that step runs",
        )
    if match := _PACKAGE.search(printed):
        return f"the package {match[1] or match[2]} is not in the image", "Install it while building"
    if match := _TAKEN.search(printed):
        return f"there is no program {match[1]} in the image", "Mind its spelling, or install it"
    return None


def _start(answer: Answer) -> Instruction | None:
    """Return the CMD or ENTRYPOINT that is in force, None where only the base says how to start."""
    dockerfile = parse(answer.text)
    with suppress(IndexError):
        said = list(dockerfile.history(dockerfile.stages[-1]))
        return next((one for one in reversed(said) if one.keyword in {"CMD", "ENTRYPOINT"}), None)
    return None
