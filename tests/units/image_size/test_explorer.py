"""The explorer of layers under the hand: choose an image, choose a layer, read."""

from typing import Any

from quaycrane.errors import QuaycraneError
from quaycrane.units.image_size.labs import LayerMap
from quaycrane.units.image_size.widgets import explore_layers
from tests.units.image_size import results

MAPS = {"w": results.layer_map(), "t": results.tidy_map()}


def read(reference: str) -> LayerMap:
    """Return a map, or refuse."""
    if reference not in MAPS:
        raise QuaycraneError("There is no such image", fix="Build it first")
    return MAPS[reference]


def hands() -> tuple[Any, Any, Any]:
    """Return what a person uses: the choice of images, that of layers, and what is told."""
    _, images, _, layers, told, _ = explore_layers(read, {"wasteful": "w", "tidy": "t", "gone": "g"}).children
    return images, layers, told


def test_it_begins_with_the_top_layer_of_the_first_image() -> None:
    """The layers stand as they lie, the top one first, and what it deletes is told."""
    _, layers, told = hands()
    assert [number for _, number in layers.options] == [4, 3, 2, 1]
    assert "deleted 21.0 MB" in told.value
    assert "gone, and still stored below" in told.value


def test_a_layer_tells_what_no_container_sees() -> None:
    """A file that a later layer replaces is told so, with its size."""
    _, layers, told = hands()
    layers.value = 2
    assert "no container sees 21.0 MB" in told.value
    assert "replaced or deleted above" in told.value


def test_another_image_has_other_layers() -> None:
    """The list of layers follows the image."""
    images, layers, told = hands()
    images.value = "t"
    assert len(layers.options) == 1
    assert "/bin/busybox" in told.value


def test_an_image_that_went_away_is_told() -> None:
    """What the engine refuses stands there as a sentence with what to do."""
    images, _, told = hands()
    images.value = "g"
    assert "There is no such image" in told.value
    assert "Build it first" in told.value
