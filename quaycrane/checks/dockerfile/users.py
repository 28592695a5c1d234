"""Tells from the text whether USER means root."""

from quaycrane.checks.dockerfile.known_bases import given_by_base, is_open
from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.scope import steps


def is_root(dockerfile: Dockerfile, user: Instruction, *, whoever_builds: bool = False) -> bool:
    """Return whether a USER of the last stage is root; not where the base gives its variable a value.

    Args:
        dockerfile: The file.
        user: The USER.
        whoever_builds: Whether a variable that the builder may give a value counts as unknown.
    """
    stage = dockerfile.stages[-1]
    given = given_by_base(dockerfile, stage)
    for step in steps(dockerfile, stage):
        if step.instruction is user and not is_open(dockerfile, stage, step):
            if whoever_builds and any(step.certain(word, given) is None for word in user.arguments):
                return False
            name = step.texts.get(user.arguments[0], user.value) if user.arguments else ""
            who = name.partition(":")[0].strip()
            return who in {"", "root"} or (who.isdecimal() and int(who) == 0)
    return False
