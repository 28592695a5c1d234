"""What each figure of the unit tells."""

from dataclasses import replace

from quaycrane.units.security.figures import cpu_at_limits, memory_at_limits, token_places, who_may
from quaycrane.units.security.labs import ACTIONS, SEARCHED, Limits
from tests.figures.results import PROVENANCE
from tests.units.security.results import hidings, memory, powers, shares


def test_who_may_counts_and_says_it_in_words() -> None:
    """The title has both counts, and each cell says may or no, without colour too."""
    ax = who_may(powers())
    title = ax.get_title(loc="left").replace("\n", " ")
    assert title == ("Of 10 actions root in a container may do 8, a plain user without new privileges 1")
    words = [text.get_text() for text in ax.texts]
    assert (words.count("may"), words.count("no")) == (8 + 7 + 3 + 6 + 2 + 1, 2 + 3 + 7 + 4 + 8 + 9)
    assert len([patch for patch in ax.patches if patch.get_hatch()]) == words.count("no")
    assert all(action in words for action in ACTIONS)


def test_the_places_of_the_token_are_told() -> None:
    """The title counts the ways that leave it, and names the one without a trace."""
    ax = token_places(hidings())
    title = ax.get_title(loc="left").replace("\n", " ")
    assert title == "6 of 7 ways leave the token to be found; without a trace: secret mount"
    words = [text.get_text() for text in ax.texts]
    assert words.count("found") == 7
    assert words.count("not there") == 7 * len(SEARCHED) - 7


def test_the_killed_program_is_told() -> None:
    """The title has the limit, what was taken until then, and the exit code; the cross is at the end."""
    ax = memory_at_limits(memory())
    title = ax.get_title(loc="left").replace("\u00a0", " ").replace("\n", " ")
    assert title == "With a limit of 64 MB the program is killed after it took 56 MB: exit code 137"
    (cross,) = (line for line in ax.lines if line.get_marker() == "x")
    assert f"{cross.get_ydata()}" == "[56.]"


def test_a_limit_that_did_not_hold_is_told() -> None:
    """Where the engine killed nothing, the title does not say that it did."""
    free, killed = memory().courses
    other = Limits((free, replace(killed, out_of_memory=False, code=0)), PROVENANCE)
    ax = memory_at_limits(other)
    assert "still had 56" in ax.get_title(loc="left")
    assert not any(line.get_marker() == "x" for line in ax.lines)


def test_each_share_is_named() -> None:
    """The title has the mean share of each limit, and each line its name."""
    ax = cpu_at_limits(shares())
    title = ax.get_title(loc="left").replace("\n", " ")
    assert title == (
        "A program in a circle gets 98 % of a CPU without a limit, "
        "50 % with --cpus 0.5, 25 % with --cpus 0.25"
    )
    assert {"no limit", "--cpus 0.5", "--cpus 0.25"} <= {text.get_text() for text in ax.texts}
