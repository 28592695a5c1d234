"""Whether a learner foresaw what starts, ends and comes back, judged against the engine."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.declared import checked
from quaycrane.checks.foreseen_one import foreseen_word
from quaycrane.checks.registry import Observation
from quaycrane.engine import Running, wait_until
from quaycrane.errors import QuaycraneError

_FILE = "predictions.yaml"
_SECONDS = 20
_NAME, _POLICY = "nginx and a name that nobody has", "restart: unless-stopped"
_WORDS = ("starts", "ends", "comes back", "stays away", "is left alone")
_FIXED = "location / { proxy_pass http://nobody.example:5000; }"
_BY_VARIABLE = "resolver 127.0.0.11; set $there http://nobody.example:5000; location / { proxy_pass $there; }"
_PUT = 'echo "$1" > /etc/nginx/conf.d/default.conf'
_RESTARTS: Mapping[str, Any] = {"restart_policy": {"Name": "unless-stopped"}}
_ALWAYS_ILL = {"test": ["CMD", "false"], "interval": 500_000_000, "retries": 1}


@checked(
    why="What comes back by itself need not wake anybody, and what does not has to be seen",
    fix="Ask: who looks the name up, and when? Who starts it again, and after what?",
    file=_FILE,
)
def predicts(answer: Answer, about: str, event: str) -> Observation:
    """What happens is foreseen ({about}: {event})."""
    said = foreseen_word(answer, _FILE, about, event, among=_WORDS)
    happened = _HAPPENS[about, event]()
    right = said == happened
    # What happened is the solution, so only a right prediction is told it.
    seen = f"It {happened}" if right else f"You foresaw that it {said}; the engine says something else"
    return Observation(passed=right, observed=seen)


def _nginx(server: str) -> str:
    """Return whether nginx starts with such settings, or ends."""
    text = f"server {{ listen 8080; location = /up {{ return 200; }} {server} }}"
    command = ["sh", "-c", f"{_PUT}; exec nginx -g 'daemon off;'", "sh", text]
    with engine().running("nginx:alpine", command, entrypoint=[], dns=["127.0.0.1"]) as running:
        return wait_until(lambda: _began(running), timeout_seconds=_SECONDS, what="nginx starts or ends")


def _began(running: Running) -> str:
    if running.exit_code is not None:
        return "ends"
    with suppress(QuaycraneError):  # it does not listen yet, or has just ended
        running.run("wget", "-qO", "/dev/null", "http://127.0.0.1:8080/up")
        return "starts"
    return ""


def _killed() -> str:
    with engine().running("alpine:3", ["sleep", "300"], **_RESTARTS) as running:
        running.container.kill()
        return wait_until(lambda: _fate(running), timeout_seconds=_SECONDS, what="it has ended")


def _crashed() -> str:
    with engine().running("alpine:3", ["sh", "-c", "sleep 0.5; exit 1"], **_RESTARTS) as running:
        return wait_until(lambda: _fate(running), timeout_seconds=_SECONDS, what="it has ended")


def _fate(running: Running) -> str:
    running.container.reload()
    state = running.container.attrs
    if state["RestartCount"]:
        return "comes back"
    return "stays away" if state["State"]["Status"] == "exited" else ""


def _ill() -> str:
    with engine().running("alpine:3", ["sleep", "300"], healthcheck=_ALWAYS_ILL, **_RESTARTS) as running:

        def told() -> str:
            running.container.reload()
            state = running.container.attrs
            if state["RestartCount"]:
                return "comes back"
            return "is left alone" if state["State"]["Health"]["FailingStreak"] > 1 else ""

        return wait_until(told, timeout_seconds=_SECONDS, what="it is told to be ill twice")


_HAPPENS: Mapping[tuple[str, str], Callable[[], str]] = {
    (_NAME, "in proxy_pass"): lambda: _nginx(_FIXED),
    (_NAME, "in a variable"): lambda: _nginx(_BY_VARIABLE),
    (_POLICY, "after docker kill"): _killed,
    (_POLICY, "after a crash"): _crashed,
    (_POLICY, "when unhealthy"): _ill,
}
