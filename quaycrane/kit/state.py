"""Says of each image of the kit whether the engine holds it, and whose it is."""

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from quaycrane.engine import explained
from quaycrane.errors import NoEngineError, QuaycraneError
from quaycrane.kit.catalogue import KitImage, catalogue, chosen
from quaycrane.kit.provenance import RECIPE_LABEL, STAND_IN_LABEL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quaycrane.engine import Engine

MARKER = "quaycrane-kit"
"""Repository of the tags by which we know again the published images that we fetched."""


class State(StrEnum):
    """What the engine holds under a reference of the kit."""

    ABSENT = "to be fetched"
    OLD = "of an older recipe"
    STAND_IN = "stand-in"
    PUBLISHED = "published"
    YOURS = "yours"

    @property
    def ready(self) -> bool:
        """Whether there is nothing to do."""
        return self not in {State.ABSENT, State.OLD}

    @property
    def ours(self) -> bool:
        """Whether the kit put it there, and may take it away."""
        return self in {State.OLD, State.STAND_IN, State.PUBLISHED}


def state(engine: "Engine", image: KitImage) -> State:
    """Return what the engine holds under the reference of an image.

    Raises:
        NoEngineError: There is no engine.
    """
    image_found = look_up(engine, image.reference)
    if image_found is None:
        return State.ABSENT
    labels = image_found.labels
    if labels.get(STAND_IN_LABEL) == image.reference and RECIPE_LABEL in labels:
        return State.STAND_IN if labels[RECIPE_LABEL] == image.fingerprint else State.OLD
    marked = look_up(engine, marker(image.reference))
    return State.PUBLISHED if marked is not None and marked.id == image_found.id else State.YOURS


def missing(engine: "Engine", references: "Sequence[str]" = ()) -> tuple[KitImage, ...]:
    """Return the images that are not there, or whose stand-in is of an older recipe.

    Args:
        engine: Where.
        references: References, or units that need images; none means the whole kit.
    """
    images = chosen(*references) if references else catalogue()
    return tuple(image for image in images if not state(engine, image).ready)


def size_bytes(engine: "Engine", reference: str) -> int:
    """Return the bytes of an image: the sum of its layers, which is the same on every image store."""
    return sum(layer.size_bytes for layer in engine.layers(reference))


def marker(reference: str) -> str:
    """Return the tag that marks a published image as fetched by us."""
    return f"{MARKER}:{reference.replace('/', '-').replace(':', '-')}"


def look_up(engine: "Engine", reference: str) -> Any:  # noqa: ANN401 - the SDK's image
    """Return the SDK's image of a reference, None when it is not there.

    Raises:
        NoEngineError: There is no engine.
    """
    try:
        with explained():
            return engine.client.images.get(reference)
    except NoEngineError:
        raise
    except QuaycraneError:
        return None


def with_tag(reference: str) -> str:
    """Return a reference with the tag that it means."""
    return reference if ":" in reference.rpartition("/")[2] else f"{reference}:latest"
