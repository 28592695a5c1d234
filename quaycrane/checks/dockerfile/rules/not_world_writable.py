"""NotWorldWritable: no file may be written by everyone."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import all_runs
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare
from quaycrane.checks.dockerfile.walk import each, shown

_OPEN = re.compile(r"[0-7]?[0-7][0-7][2367]|(?:a|ugo|o|uo|go)?\+[rx]*w[rwx]*")


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each change of rights that lets everyone write."""
    for run, commands in all_runs(dockerfile):
        for command in commands:
            rights = command.operands[:1] if command.program == "chmod" else ()
            if (
                any(_OPEN.fullmatch(word) for word in (*rights, *command.words[1:2]))
                and command.program == "chmod"
            ):
                yield Finding(run.line, " ".join(command.words)[:80])
    for one in each(dockerfile, "COPY", "ADD"):
        if _OPEN.fullmatch(one.flag("chmod") or ""):
            yield Finding(one.line, shown(one))


declare(
    Rule(
        name="NotWorldWritable",
        title="No file may be written by everyone.",
        why="Whoever gets into the container as any user can change the program that runs",
        fix="Give the files to the user who needs them: COPY --chown=node:node",
        bad="FROM node:24-alpine\nCOPY . /app\nRUN chmod -R 777 /app\n",
        good="FROM node:24-alpine\nCOPY --chown=node:node . /app\n",
        elsewhere=(),
        find=find,
    )
)
