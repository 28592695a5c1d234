"""What each figure of the unit tells."""

from quaycrane.units.args_and_env.figures import rerun_steps, variable_life
from tests.units.args_and_env.results import costs, lives


def test_the_life_counts_the_places() -> None:
    """The title has how many places see an ENV and an ARG, and each of them is a box with the value."""
    ax = variable_life(lives())
    assert ax.get_title(loc="left") == "Of 7 places, an ENV is seen in 5, an ARG after FROM in 2"
    assert [text.get_text() for text in ax.texts].count("V=3") == 1 + 2 + 5 + 1


def test_the_steps_that_ran_are_told_in_words() -> None:
    """The title has both counts, and each cell says what happened, without colour too."""
    ax = rerun_steps(costs())
    title = ax.get_title(loc="left").replace("\n", " ")
    assert title == "A new value runs 3 of 4 steps again with the ARG at the top, 1 with it above its use"
    words = [text.get_text() for text in ax.texts]
    assert (words.count("ran again"), words.count("cached")) == (3 + 3 + 1, 1 + 1 + 3 + 4)
    assert len([patch for patch in ax.patches if patch.get_hatch()]) == words.count("cached")
