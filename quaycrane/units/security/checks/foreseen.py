"""Whether a learner foresaw what a container may do, judged against the engine."""

from typing import TYPE_CHECKING, Any

from quaycrane.checks.answer_builds import engine
from quaycrane.checks.declared import checked
from quaycrane.checks.foreseen_one import foreseen_word
from quaycrane.checks.registry import Observation
from quaycrane.engine import wait_until

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quaycrane.checks.answer import Answer

_FILE = "predictions.yaml"
_WORDS = ("may", "may not")
_SECONDS = 20
_IMAGE = "node:24-alpine"
_OPTIONS: "Mapping[str, Mapping[str, Any]]" = {
    "root": {},
    "root --cap-drop ALL": {"cap_drop": ["ALL"]},
    "root --read-only": {"read_only": True},
    "user 1000": {"user": "1000"},
}
_SCRIPTS: "Mapping[str, str]" = {
    "write to /etc": "touch /etc/written",
    "write to /dev/shm": "touch /dev/shm/written",
    "give a file away": "chown 1000 /etc/passwd",
    "listen on port 80": "timeout 1 nc -l -p 80; test $? = 143",
    "mount a folder": "mount -t tmpfs none /srv",
}


@checked(
    why="Who can say what a container may do knows what to take away from it",
    fix="Ask: whose file is it, which capability does it take, and may the file system be written at all?",
    file=_FILE,
)
def predicts(answer: "Answer", started: str, action: str) -> Observation:
    """Whether {started} may {action} is foreseen."""
    said = foreseen_word(answer, _FILE, started, action, among=_WORDS)
    happened = _happened(started, action)
    right = said == happened
    seen = f"It {happened}" if right else f"You foresaw that it {said}; the engine says something else"
    return Observation(passed=right, observed=seen)


def _happened(started: str, action: str) -> str:
    options: dict[str, Any] = {"network_mode": "none", "mem_limit": "256m", **_OPTIONS[started]}
    command = ["sh", "-c", _SCRIPTS[action]]
    with engine().running(_IMAGE, command, entrypoint=[], **options) as running:
        code = wait_until(
            lambda: None if running.exit_code is None else f"{running.exit_code}",
            timeout_seconds=_SECONDS,
            what="it was tried",
        )
    return "may" if code == "0" else "may not"
