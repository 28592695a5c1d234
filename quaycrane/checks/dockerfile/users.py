"""Tells from the text whether USER means root."""

from quaycrane.checks.dockerfile.known_bases import is_open
from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.scope import steps


def is_root(dockerfile: Dockerfile, user: Instruction) -> bool:
    """Return whether a USER of the last stage is root; not where the base gives its variable a value."""
    for step in steps(dockerfile, dockerfile.stages[-1]):
        if step.instruction is user and not is_open(dockerfile, dockerfile.stages[-1], step):
            name = step.texts.get(user.arguments[0], user.value) if user.arguments else ""
            who = name.partition(":")[0].strip()
            return who in {"", "root"} or (who.isdecimal() and int(who) == 0)
    return False
