"""Whether a learner foresaw the life of a file and the codes with which containers end."""

from collections.abc import Callable

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.declared import checked
from quaycrane.checks.foreseen_one import foreseen_number, foreseen_word
from quaycrane.checks.registry import Observation
from quaycrane.checks.remembered import remembered
from quaycrane.engine import Running, explained, wait_until
from quaycrane.errors import QuaycraneError

_FILE = "predictions.yaml"
_IMAGE = "alpine:3"
_FATES = ("there", "gone")
_GRACE_SECONDS = 1
_HANDLER = "trap 'exit 3' TERM; echo ready; sleep 300 & wait"


@checked(
    why="Who can tell what a container keeps, and how it ended, can read any other one",
    fix="Ask whether it is still the same container, and who ended its main process",
    file=_FILE,
)
def predicts(answer: Answer, of: str, case: str) -> Observation:
    """The {of} after `{case}` is foreseen."""
    said = (
        foreseen_word(answer, _FILE, of, case, among=_FATES)
        if of == "file"
        else foreseen_number(answer, _FILE, of, case)
    )
    known = Answer(answer.folder / "app")  # a folder of the unit's own: it holds for a whole class
    known.__dict__["text"] = f"{of}, {case}"
    (happened,) = remembered(known, "end", lambda: [_LIVES[case]()])
    right = f"{said}" == happened
    # What happened is the solution, so only a right prediction is told it.
    seen = f"The engine says {happened}" if right else f"You foresaw {said}; the engine did something else"
    return Observation(passed=right, observed=seen)


def _fate(running: Running) -> str:
    code, _ = running.container.exec_run(["ls", "/note"], stream=False)
    return _FATES[bool(code)]


def _file_in_same(*, killed: bool) -> Callable[[], str]:
    def look() -> str:
        with engine().running(_IMAGE, ["sleep", "300"]) as running, explained():
            running.run("touch", "/note")
            if killed:
                running.container.kill()
                running.container.wait()
            else:
                running.container.stop(timeout=0)
            running.container.start()
            return _fate(running)

    return look


def _file_in_new() -> str:
    with engine().running(_IMAGE, ["sleep", "300"]) as running:
        running.run("touch", "/note")
    with engine().running(_IMAGE, ["sleep", "300"]) as running, explained():
        return _fate(running)


def _code_of_stopped(script: str, *, init: bool = False) -> Callable[[], str]:
    def look() -> str:
        with engine().running(_IMAGE, ["sh", "-c", script], init=init) as running:
            wait_until(running.logs, timeout_seconds=30, what="the process is ready")
            with explained():
                running.container.stop(timeout=_GRACE_SECONDS)
            return f"{running.exit_code}"

    return look


def _code_of_missing() -> str:
    with explained():
        container = engine().client.containers.create(_IMAGE, ["no-such-program"])
    try:
        with explained():
            container.start()
    except QuaycraneError:
        with explained():
            container.reload()
    finally:
        with explained():
            container.remove(force=True, v=True)
    return f"{container.attrs['State']['ExitCode']}"


_LIVES: dict[str, Callable[[], str]] = {
    "stop and start": _file_in_same(killed=False),
    "kill and start": _file_in_same(killed=True),
    "rm and run": _file_in_new,
    "stop of sleep": _code_of_stopped("echo ready; exec sleep 300"),
    "stop of sleep with --init": _code_of_stopped("echo ready; exec sleep 300", init=True),
    "stop of a shell whose handler says exit 3": _code_of_stopped(_HANDLER),
    "run of a program that is not there": _code_of_missing,
}
