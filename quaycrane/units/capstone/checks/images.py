"""How large an image is beside a lean one of the same service, and what of the folder came into it."""

from pathlib import Path

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import build_after, engine, first_build
from quaycrane.checks.behaviour.changes import edit_of
from quaycrane.checks.declared import checked
from quaycrane.checks.image.known_secret import found_in
from quaycrane.checks.registry import Observation
from quaycrane.units.capstone.checks.setting import BACKEND, FRONTEND

_MB = 1_000_000
_LEAN = {FRONTEND: ("nginx:alpine", 0.3), BACKEND: ("node:24-alpine", 12.0)}
"""What a lean image of each stands on, and the megabytes that the application adds to it."""

_MOST_TOLD = 4


@checked(
    why="An image is pulled on every machine that runs it, and again for every version",
    fix="Take a small base, install what running needs only, and leave what builds in a stage of its own",
    needs=("builds",),
)
def is_lean(answer: Answer, service: str, times: float = 1.25) -> Observation:
    """The image of {service} is at most {times} times as large as a lean one.

    Args:
        answer: The folder with the service's Dockerfile.
        service: ``frontend`` or ``backend``.
        times: How many times as large it may be.
    """
    base, more = _LEAN[service]
    lean = _bytes(base) + more * _MB
    own = _bytes(first_build(answer).image_id)
    told = f"{own / _MB:.1f} MB; {base} with the application is {lean / _MB:.1f} MB: {own / lean:.2f} times"
    return Observation(passed=own <= times * lean, observed=told)


@checked(
    why="Whoever gets the image gets every file of it, and each file of yours that came along",
    fix="Write {file} into .dockerignore, beside the Dockerfile",
    needs=("builds",),
)
def stays_out(answer: Answer, file: str, text: str) -> Observation:
    """What stands in {file} is nowhere in the image.

    Args:
        answer: The folder with the service's Dockerfile.
        file: A file of that folder.
        text: What stands in it, and is something else for this look.
    """
    words: list[str] = []

    def edit(folder: Path, word: str) -> None:
        words.append(word)
        edit_of(file, text)(folder, word)

    built = build_after(answer, edit).image_id
    if built == first_build(answer).image_id:
        return Observation(passed=True, observed=f"Another {file} makes the very same image")
    found = [spot for spots in found_in(engine(), built, words[0]).values() for spot in spots]
    told = ", ".join(found[:_MOST_TOLD])
    return Observation(passed=not found, observed=f"It is in {told}" if found else "It is nowhere")


def _bytes(image: str) -> int:
    return sum(layer.size_bytes for layer in engine().layers(image))
