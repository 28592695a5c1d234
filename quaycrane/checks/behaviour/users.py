"""As whom the processes of a container run: asked of the kernel, from outside the container."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.ready_container import ready_container
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation

_WHY = "Whoever breaks into a process that is root is root in the container, and closer to the host"


@checked(
    why=_WHY,
    fix="Make a user, give it the files that it writes, and name it in USER in the last stage",
    needs=("builds",),
)
def runs_without_root(answer: Answer, port: int | None = None) -> Observation:
    """No process of a container of the image is root."""
    with ready_container(answer, port) as container:
        processes = container.observer.processes()
    roots = [process for process in processes if 0 in process.users]
    observed = ", ".join(f"{one.name} is user {min(one.users)}" for one in roots or processes)
    return Observation(passed=bool(processes) and not roots, observed=observed)


@checked(why=_WHY, fix="Name the user in USER, in the last stage", needs=("builds",))
def runs_as_user(answer: Answer, user: int = 1000, port: int | None = None) -> Observation:
    """Every process of a container of the image runs as user {user}."""
    with ready_container(answer, port) as container:
        processes = container.observer.processes()
    observed = ", ".join(f"{process.name} is user {min(process.users)}" for process in processes)
    right = bool(processes) and all(process.users == {user} for process in processes)
    return Observation(passed=right, observed=observed)
