"""Takes the kit's images off an engine, and leaves what is not ours."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.engine import explained
from quaycrane.errors import NoEngineError, QuaycraneError
from quaycrane.kit.catalogue import chosen
from quaycrane.kit.materials import forget
from quaycrane.kit.state import look_up, marker, state

if TYPE_CHECKING:
    from quaycrane.engine import Engine


@dataclass(frozen=True)
class Removal:
    """What became of the images.

    Attributes:
        removed: References that are gone.
        kept: For each reference that stays, why.
    """

    removed: tuple[str, ...]
    kept: dict[str, str]


def remove(engine: "Engine", references: Sequence[str] = ()) -> Removal:
    """Remove images that the kit brought; those of others stay, and so do those in use.

    Args:
        engine: Where.
        references: References, or units that need images; none means the whole kit, and all that
            was gathered to make it.

    Raises:
        InputError: The catalogue has no such image.
        NoEngineError: There is no engine.
    """
    removed: list[str] = []
    kept: dict[str, str] = {}
    for image in chosen(*references):
        there = look_up(engine, image.reference)
        if there is None:
            continue
        if not state(engine, image).ours:
            kept[image.reference] = "the kit did not bring it"
            continue
        try:
            with explained():
                engine.client.images.remove(image.reference)
                if look_up(engine, marker(image.reference)):
                    engine.client.images.remove(marker(image.reference))
            removed.append(image.reference)
        except NoEngineError:
            raise
        except QuaycraneError as error:
            kept[image.reference] = error.why or error.what
    if not references:
        forget()
    return Removal(tuple(removed), kept)
