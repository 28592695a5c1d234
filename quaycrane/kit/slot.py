"""The image of a grading slot's engine, which is made by its recipe and never pulled."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from quaycrane.kit.catalogue import KitImage, chosen
from quaycrane.kit.recipes import make
from quaycrane.kit.state import state

if TYPE_CHECKING:
    from quaycrane.engine import Engine


def slot_image() -> KitImage:
    """Return the catalogue's entry of the image."""
    return chosen("grading")[0]


def ensure_slot(engine: "Engine", on_progress: Callable[[str], None] = print) -> KitImage:
    """Put the image onto the engine, where it is not there yet, and return its entry.

    Raises:
        QuaycraneError: What it is made of cannot be had.
    """
    image = slot_image()
    if not state(engine, image).ready:
        make(engine, [image], on_progress, lambda _done, _total: None)
    return image
