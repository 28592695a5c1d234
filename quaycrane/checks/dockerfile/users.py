"""Tells from the text whether USER means root."""

from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.scope import steps


def is_root(dockerfile: Dockerfile, user: Instruction) -> bool:
    """Return whether a USER of the last stage is root, also by number, with a group, or through variables."""
    for step in steps(dockerfile, dockerfile.stages[-1]):
        if step.instruction is user:
            name = step.texts.get(user.arguments[0], user.value) if user.arguments else ""
            who = name.partition(":")[0].strip()
            return who in {"", "root"} or (who.isdecimal() and int(who) == 0)
    return False
