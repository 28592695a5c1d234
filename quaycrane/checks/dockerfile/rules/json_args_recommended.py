"""JSONArgsRecommended: the container starts its program without a shell."""

import json
import re
import shlex
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import each, last_said, shown

_SHELL_WITH_SCRIPT = re.compile(r"(?:/\S*/)?(?:ba|da|a|k|z)?sh -[a-z]*c$")
_NEEDS_SHELL = re.compile(r"[$`*?~<>|&;(){}]|^\w+=|^(cd|exec|source|\.) ")
_SEVERAL = re.compile(r"[|&;()]|^\w+=|^(cd|source|\.) ")


def _calls_shell(start: Instruction) -> bool:
    """Return whether an array calls a shell that stays in between."""
    words = start.arguments if start.form == "exec" else ()
    return (
        len(words) > 1
        and bool(_SHELL_WITH_SCRIPT.match(" ".join(words[:2])))
        and " exec " not in " ".join(("", *words))
    )


def _fix(start: Instruction) -> str:
    """Return how the same start is written without a shell that stays."""
    text = " ".join(start.arguments[2:3] if start.form == "exec" else start.value.split())
    if not text:
        return ""
    if not _NEEDS_SHELL.search(text):
        try:
            return f"Write a JSON array: {start.keyword} {json.dumps(shlex.split(text), ensure_ascii=False)}"
        except ValueError:
            return ""
    if _SEVERAL.search(text):
        return f'Write a script that ends with exec, and start that: {start.keyword} ["./start.sh"]'
    return (
        f"Let the program take the shell's place: {start.keyword} {json.dumps(['sh', '-c', f'exec {text}'])}"
    )


def lacking(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield the last stage when it says nothing about starting."""
    if not last_said(dockerfile, "CMD") and not last_said(dockerfile, "ENTRYPOINT"):
        yield Finding(dockerfile.stages[-1].line, "The last stage has neither CMD nor ENTRYPOINT")


@rule(
    name="JSONArgsRecommended",
    why="A shell in between does not pass on the signal to stop: the program is killed ten seconds later",
    fix='Write a JSON array: CMD ["node", "dist/server.js"]',
    bad="FROM node:24-alpine\nCMD node server.js\n",
    good='FROM node:24-alpine\nCMD ["node", "server.js"]\n',
    elsewhere=("BuildKit JSONArgsRecommended", "hadolint DL3025"),
    lacking=lacking,
)
def json_args_recommended(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The container starts its program without a shell.

    Yield each start through a shell, also through one that SHELL chose or that an array calls.
    """
    for one in each(dockerfile, "CMD", "ENTRYPOINT"):
        if one.form == "shell" or _calls_shell(one):
            yield Finding(one.line, shown(one), _fix(one))
