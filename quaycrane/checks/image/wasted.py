"""Whether an image carries bytes that no container of it can use."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.declared import checked
from quaycrane.checks.image.answer_image import image_of
from quaycrane.checks.image.efficiency import efficiency
from quaycrane.checks.registry import Observation

_WHY = "A file that a later layer changes or removes is still stored, pulled and pushed"
_FIX = "Make and remove a file in one RUN, copy with --chown in place of chown, build in a stage of its own"
_MOST_TOLD = 5
_NOTHING_BYTES = 100_000  # a group file written again is no waste, however small the image


@checked(why=_WHY, fix=_FIX, needs=("builds",))
def wastes_little(
    answer: Answer, score: float = 0.95, megabytes: float = 20, share: float = 0.20
) -> Observation:
    """At least {score} of the image is of use; wasted are at most {megabytes} MB, and {share} of it."""
    found = efficiency(image_of(answer))
    little = found.wasted_bytes <= megabytes * 1e6 and found.wasted_share <= share and found.score >= score
    sentence = (
        f"{found.score:.3f} is of use; wasted are {found.wasted_bytes / 1e6:.1f} MB, {found.wasted_share:.2f}"
    )
    paths = [waste for waste in found.wastes[:_MOST_TOLD] if waste.size_bytes >= _NOTHING_BYTES]
    heavy = "".join(f"\n{waste.size_bytes / 1e6:.1f} MB: /{waste.path}" for waste in paths)
    return Observation(passed=little or found.wasted_bytes < _NOTHING_BYTES, observed=sentence + heavy)
