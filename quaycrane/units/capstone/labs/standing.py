"""Reads a Compose file as the stack that it is, or will be, so that it can be watched and drilled."""

import json
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import Stack
from quaycrane.errors import InputError
from quaycrane.units.capstone.checks.roles import roles
from quaycrane.units.capstone.engine import Ground, Talk

if TYPE_CHECKING:
    from quaycrane.engine import Engine

GAUGE = Talk(rows="/api/levels", field="level", others=())
"""How the tide gauge is asked."""


def standing(engine: "Engine", file: Path | str, talk: Talk = GAUGE) -> Ground:
    """Return the stack of a file, as ``%docker compose -f FILE`` calls it, with who does what in it.

    Args:
        engine: Where it is, or will be.
        file: Its Compose file.
        talk: How its application is asked.

    Raises:
        InputError: Compose refuses the file.
    """
    path, printed = Path(file).absolute(), list[str]()
    if engine.docker(["compose", "-f", str(path), "config", "--format", "json"], printed.append):
        raise InputError(f"Compose refuses {file}", why="".join(printed))
    model = json.loads("".join(printed))
    stack = Stack(engine, model["name"], path, tuple(model["services"]))
    return Ground(engine, stack, roles(model), talk)
