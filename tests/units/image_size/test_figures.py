"""What each figure of the unit tells."""

from matplotlib.axes import Axes

from quaycrane.units.image_size.figures import base_sizes, history, layers, pull_seconds, waterfall
from tests.units.image_size import results


def title(axes: Axes) -> str:
    """Return a figure's title on one line."""
    return axes.get_title(loc="left").replace("\n", " ")


def words(axes: Axes) -> str:
    """Return all that is written beside the bars."""
    return " | ".join(text.get_text() for text in axes.texts)


def test_the_history_tells_which_instruction_weighs_most() -> None:
    """The title has the sum and the largest share, and says whether it is the base's."""
    assert title(history(results.sizes())) == ("760 MB, and 52% of it came with one instruction of its base")
    assert title(history(results.sizes(3.0, 1.0, 50.0))) == "54 MB, and 93% of it came with one instruction"


def test_small_layers_are_drawn_as_one() -> None:
    """What makes less than a thousandth is one row, so that the rest can be read."""
    assert "1 small ones together" in words(history(results.sizes()))


def test_what_was_left_out_is_said() -> None:
    """Below the figure stands that the course's npm cache is not counted, and how much that is."""
    assert "npm cache, 44 MB" in words(history(results.sizes())).replace("\n", " ")
    assert "npm cache" not in words(layers(results.layer_map()))


def test_bases_tell_the_smallest_and_the_largest_with_node() -> None:
    """The title has both, and each row what lies in the base."""
    axes = base_sizes(results.bases())
    assert title(axes) == "Node runs from 143 MB (nodejs24-debian12) as it does from 608 MB (node:24)"
    assert "alpine:3: no list of packages, 0 set-uid" in words(axes)
    assert "node:24: 188 packages, 13 set-uid" in words(axes)


def test_pulls_tell_seconds_from_nothing_and_onto_a_base() -> None:
    """The title has the middle of both for the largest image."""
    assert title(pull_seconds(results.pulls())) == (
        "From nothing node:24-slim takes 3.4 s, with its base here 0.1 s"
    )


def test_the_waterfall_tells_the_technique_that_saves_most() -> None:
    """The title has first and last size and the largest saving; a step that grows has a plus."""
    axes = waterfall(results.savings())
    assert title(axes) == "760 MB to 146 MB, and 'no tools' is 395 MB of it"
    assert "+1.1 MB" in words(axes)
    assert "\N{MINUS SIGN}50 MB" in words(axes)


def test_the_layer_map_tells_what_a_container_sees() -> None:
    """The title has what is stored and what of it is seen."""
    assert title(layers(results.layer_map())) == ("45 MB are stored; a container sees 2.8 MB of them")
