"""Turns what the SDK raises in a learner's own cell into the engine's sentence and what to do."""

import re
from collections.abc import Iterator
from difflib import get_close_matches
from inspect import ismodule
from pathlib import Path
from types import TracebackType

import docker
import requests
from docker import errors, models
from docker.models.containers import RUN_CREATE_KWARGS, RUN_HOST_CONFIG_KWARGS

from quaycrane.engine.trouble.failures import engine_gone
from quaycrane.engine.trouble.sdk_fixes import fix_for
from quaycrane.errors import QuaycraneError

SDK_ERRORS: tuple[type[BaseException], ...] = (
    errors.DockerException, requests.RequestException, TypeError, AttributeError, ValueError, KeyError
)  # fmt: skip
"""What may come out of the SDK; of the last four only what `sdk_error` finds to be about it."""

_HOME = str(Path(docker.__file__).parent)
_MODELS = {name for module in map(vars, filter(ismodule, vars(models).values())) for name in module}
_OPTIONS = [
    *RUN_CREATE_KWARGS,
    *RUN_HOST_CONFIG_KWARGS,
    "detach",
    "name",
    "ports",
    "remove",
    "stderr",
    "stdout",
]


def sdk_error(error: BaseException, trace: TracebackType | None) -> QuaycraneError | None:
    """Return what happened and what to do; None where the error has nothing to do with the SDK.

    Args:
        error: What was raised.
        trace: Where.
    """
    if isinstance(error, errors.DockerException | requests.RequestException):
        return _of_engine(error)
    if isinstance(error, AttributeError) and (known := _no_attribute(error)):
        return known
    text = str(error)
    named = re.match(r"(\w+)\.\w+\(\)", text)
    if in_sdk(trace) or (isinstance(error, TypeError) and named and named[1] in _MODELS):
        option = re.search(r"unexpected keyword arguments? '(\w+)'", text)
        close = get_close_matches(option[1], _OPTIONS, 1) if option else []
        fix = f"Did you mean `{close[0]}`?" if close else "Shift-Tab in the brackets shows what it takes"
        return QuaycraneError(f"The SDK cannot take that: {text}", fix=fix)
    return None


def in_sdk(trace: TracebackType | None) -> bool:
    """Return whether an error came up through the SDK's code."""
    return any(name.startswith(_HOME) for name in _files(trace))


def _files(trace: TracebackType | None) -> Iterator[str]:
    while trace:
        yield trace.tb_frame.f_code.co_filename
        trace = trace.tb_next


def _of_engine(error: errors.DockerException | requests.RequestException) -> QuaycraneError:
    match error:
        case errors.ContainerError():
            explained_error = _container_error(error)
        case errors.BuildError():
            log = "".join(str(part.get("stream", "")) for part in error.build_log)
            fix = "This is the classic builder; %docker build takes BuildKit, and says more"
            explained_error = QuaycraneError(
                f"The image did not build: {error.msg}", why=_last_lines(log), fix=fix
            )
        case errors.NullResource():
            explained_error = QuaycraneError(
                "The name or id is empty", fix="Look at the variable that you gave: print it"
            )
        case errors.APIError():
            said = _plain(str(error.explanation or error))
            explained_error = QuaycraneError(f"The engine says: {said}", fix=fix_for(said))
        case errors.DockerException():
            explained_error = QuaycraneError(f"The SDK says: {error}", fix=fix_for(str(error)))
        case _ if isinstance(error, requests.Timeout) or "Read timed out" in str(error):
            explained_error = QuaycraneError(
                "The engine had no answer in the time that was given", fix="Try timeout=60"
            )
        case _:
            explained_error = engine_gone(type(error).__name__)
    return explained_error


def _plain(said: str) -> str:
    """Return the engine's sentence with short ids, and of a chain of causes the last."""
    last = re.sub(r"^.*(?:OCI runtime.*process: |driver failed programming .*?: )", "", said)
    return re.sub(r"\b([0-9a-f]{12})[0-9a-f]{52}\b", r"\1", last)


def _container_error(error: errors.ContainerError) -> QuaycraneError:
    raw = error.stderr or b""
    said = raw.decode("utf-8", "replace") if isinstance(raw, bytes) else str(raw)
    what = f"The command ended with code {error.exit_status}: {error.command}"
    fix = (
        "What it printed last says why"
        if said
        else "detach=True gives its container, and .logs() what it said"
    )
    return QuaycraneError(what, why=_last_lines(said), fix=fix)


def _no_attribute(error: AttributeError) -> QuaycraneError | None:
    kind = type(error.obj)
    if not kind.__module__.startswith("docker.") or not error.name:
        return None
    close = get_close_matches(error.name, [name for name in dir(error.obj) if name[0] != "_"], 1)
    fix = f"Did you mean `{close[0]}`?" if close else "Tab behind its dot shows what it has"
    return QuaycraneError(f"A {kind.__name__} has no `{error.name}`", fix=fix)


def _last_lines(text: str) -> str:
    return " / ".join(line.strip() for line in text.strip().splitlines()[-2:])
