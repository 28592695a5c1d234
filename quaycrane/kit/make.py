"""Puts the course's images onto an engine: those there stay, a registry comes next, a recipe last."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import explained
from quaycrane.errors import NoEngineError, QuaycraneError
from quaycrane.kit.catalogue import KitImage, catalogue
from quaycrane.kit.materials import gather
from quaycrane.kit.provenance import MADE_OF_LABEL, RECIPE_LABEL, STAND_IN_LABEL

if TYPE_CHECKING:
    from quaycrane.engine import Engine


def missing(engine: "Engine") -> tuple[KitImage, ...]:
    """Return the images that are not there, or whose stand-in is of an older recipe."""
    return tuple(image for image in catalogue() if not _is_there(engine, image))


def ensure(engine: "Engine", on_progress: Callable[[str], None] = print) -> None:
    """Put every image of the catalogue onto the engine.

    Args:
        engine: Where.
        on_progress: Told what is being done.

    Raises:
        QuaycraneError: An image can be had neither from a registry nor by its recipe.
    """
    for image in missing(engine):
        on_progress(f"{image.reference}: asking the registry")
        if _pull(engine, image):
            on_progress(f"{image.reference}: pulled {image.published}")
            continue
        on_progress(f"{image.reference}: no registry in reach; making the stand-in")
        _make(engine, image, on_progress)


def _is_there(engine: "Engine", image: KitImage) -> bool:
    try:
        with explained():
            labels = engine.client.images.get(image.reference).labels
    except NoEngineError:
        raise
    except QuaycraneError:
        return False
    return STAND_IN_LABEL not in labels or labels.get(RECIPE_LABEL) == image.fingerprint


def _pull(engine: "Engine", image: KitImage) -> bool:
    try:
        with explained():
            engine.client.images.pull(image.published).tag(image.reference)
    except NoEngineError:
        raise
    except QuaycraneError:
        return False
    return True


def _make(engine: "Engine", image: KitImage, on_progress: Callable[[str], None]) -> None:
    labels = {
        STAND_IN_LABEL: image.reference,
        MADE_OF_LABEL: image.made_of,
        RECIPE_LABEL: image.fingerprint,
    }
    with tempfile.TemporaryDirectory(prefix="quaycrane-kit-") as folder:
        gather(image, Path(folder))
        built = engine.build(
            Path(folder),
            tag=image.reference,
            labels=labels,
            on_progress=lambda step: on_progress(f"{image.reference}: {step.splitlines()[0][:70]}"),
        )
    on_progress(f"{image.reference}: made in {built.seconds:.1f} s")
