"""What each figure of the unit tells."""

from quaycrane.kit import Provenance
from quaycrane.units.layers_and_cache.figures import cache_effect, layer_sharing, order_comparison
from quaycrane.units.layers_and_cache.labs import Edit, Sharing
from tests.units.layers_and_cache import results


def test_the_cache_effect_counts_steps_and_seconds() -> None:
    """The title has the steps that ran again and both times."""
    title = cache_effect(results.timings()).get_title(loc="left")
    assert title == "A source edit re-runs 2 of 5 steps: 1.4 s instead of 5.5 s"


def test_cached_cells_differ_without_colour() -> None:
    """A cached step is hatched and says so; one that ran is filled and has seconds."""
    ax = cache_effect(results.timings())
    words = [text.get_text() for text in ax.texts]
    assert words.count("cached") == 0 + 5 + 3 + 1
    assert len([patch for patch in ax.patches if patch.get_hatch()]) == 9


def test_the_order_comparison_tells_the_ratio() -> None:
    """The title has how many times faster the good order is."""
    title = order_comparison(results.timings()).get_title(loc="left")
    assert title == "After a source edit, manifest first is 3.8 times faster"


def test_the_order_comparison_shows_each_round() -> None:
    """Each round of each edit and order is a dot, each bar says how many steps ran."""
    ax = order_comparison(results.timings(rounds=3))
    assert sum(len(list(line.get_path().iter_segments())) for line in ax.lines) == 2 * len(Edit) * 3
    assert any("2 of 5 steps" in text.get_text() for text in ax.texts)


def test_layer_sharing_tells_what_is_stored() -> None:
    """The title has the sum and what is stored of it."""
    title = layer_sharing(results.sharing()).get_title(loc="left")
    assert title == "3 images of 561 MB are stored in 241 MB"


def test_layer_sharing_says_when_nothing_is_shared() -> None:
    """Images without a common layer get a title that says so."""
    apart = Sharing(results.sharing().images[:1], Provenance("Docker Engine 29"))
    assert layer_sharing(apart).get_title(loc="left") == "1 image takes 160 MB and shares no layer"
