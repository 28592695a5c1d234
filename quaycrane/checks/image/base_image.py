"""What an image stands on, and how large it is beside another one of the same application."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import build_other, engine, first_build
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import Build, layer_digests
from quaycrane.errors import BuildError, UncheckedError


@checked(
    why="What is in the base is in the image; a name alone says nothing about it",
    fix="Begin the last stage FROM that image",
    needs=("builds",),
)
def stands_on(answer: Answer, base: str = "alpine:3") -> Observation:
    """The image's first layers are those of {base}."""
    own, wanted = layer_digests(engine(), first_build(answer).image_id), layer_digests(engine(), base)
    shared = next(
        (at for at, pair in enumerate(zip(own, wanted, strict=False)) if pair[0] != pair[1]), len(wanted)
    )
    observed = f"{min(shared, len(own))} of the {len(wanted)} layers of {base} are its first ones"
    return Observation(passed=own[: len(wanted)] == wanted, observed=observed)


@checked(
    why="An image is pulled on every machine that runs it, and again for every version",
    fix="Take a smaller base, install what running needs only, and leave what builds in a stage of its own",
    needs=("builds",),
)
def no_larger_than(
    answer: Answer, reference: str, times: float = 1.25, called: str = "the course's own answer"
) -> Observation:
    """The image is at most {times} times as large as {called}.

    Args:
        answer: The answer.
        reference: A Dockerfile, built beside the answer's files on the same engine.
        times: How many times as large as its image the answer's may be.
        called: What the reference is.
    """
    own = _size_bytes(first_build(answer))
    try:
        known = f"size of {reference}"
        if known not in answer.kept:
            answer.kept[known] = _size_bytes(build_other(answer, reference))
        other: int = answer.kept[known]
    except BuildError as error:
        raise UncheckedError(
            f"What it is compared with, {called}, does not build here", why=f"{error.what}. {error.why}"
        ) from None
    observed = f"{own / other:.2f} times as large: {own / 1e6:.1f} MB, {called} {other / 1e6:.1f} MB"
    return Observation(passed=own <= times * other, observed=observed)


def _size_bytes(build: Build) -> int:
    """Return the sum of an image's layers, the same on every engine and store."""
    return sum(layer.size_bytes for layer in engine().layers(build.image_id))
