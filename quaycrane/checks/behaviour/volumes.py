"""Whether what a container is given to keep outlives it."""

from collections.abc import Sequence

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.behaviour.ready_container import ready_container
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import volume


@checked(
    why="Containers are made to be thrown away; data is not",
    fix="Keep it where the volume is mounted, and make that folder the user's own in the image",
    needs=("builds",),
)
def data_outlives_container(
    answer: Answer, folder: str, write: Sequence[str], read: Sequence[str]
) -> Observation:
    """What is written is there in a second container that has the same volume at {folder}."""
    with volume(engine()) as name:
        mount = {name: {"bind": folder, "mode": "rw"}}
        with ready_container(answer, volumes=mount) as first:
            first.running.run(*write)
            before = first.running.run(*read).strip()
        with ready_container(answer, volumes=mount) as second:
            after = second.running.run(*read).strip()
    return Observation(passed=bool(before) and before == after, observed=f"Before: {before}\nAfter: {after}")
