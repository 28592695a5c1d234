"""What each figure of the unit tells."""

import numpy as np

from quaycrane.units.networking.figures import modes, network_map, reach_matrix
from tests.units.networking import results


def test_the_matrix_counts_both_ways() -> None:
    """The title has how many ways lead there by name and by address."""
    title = reach_matrix(results.reach()).get_title(loc="left")
    assert title == "8 of 56 ways lead there by name, 10 by address"


def test_the_matrix_has_a_sign_for_each_ending() -> None:
    """Each square has the sign of its ending, and the legend says which is which."""
    axes = reach_matrix(results.reach())
    signs = [text.get_text() for text in axes.texts]
    assert (signs.count("R"), signs.count("x")) == (8, 8)
    legend = axes.get_legend()
    assert legend is not None
    told = [text.get_text() for text in legend.get_texts()]
    assert [one.split("  ")[1] for one in told] == [
        "reached", "reset", "refused", "no such name", "silence", "no route", "no address to try",
    ]  # fmt: skip


def test_the_map_tells_who_is_on_two() -> None:
    """The title names the container on two networks; the internal one and the addresses are told."""
    axes = network_map(results.network_map())
    assert axes.get_title(loc="left") == "8 containers on 3 networks; only api is on two"
    assert "vault\n(internal)" in [label.get_text() for label in axes.get_yticklabels()]
    assert "no address" in [text.get_text() for text in axes.texts]


def test_the_modes_tell_their_medians() -> None:
    """The title has the median of each way, and each round has its mark."""
    axes = modes(results.modes())
    title = axes.get_title(loc="left").replace("\n", " ")
    assert "80 µs over a published port, 22 µs at the container's address, 20 µs in host mode" in title
    marks = [line for line in axes.lines if line.get_marker() == "o"]
    assert [np.size(line.get_xdata()) for line in marks] == [3] * 6


def test_a_difference_is_one_only_beyond_the_spread() -> None:
    """The sentence calls host mode apart from the container's address only where no rounds overlap."""
    assert "differ by more than the spread" in results.modes(host_us=10).sentence
    assert "lie within the spread" in results.modes(host_us=20).sentence
