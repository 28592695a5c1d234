"""What each figure of the unit tells, and the sentences beside it."""

from quaycrane.units.why_docker.figures import first_page, surroundings
from tests.units.why_docker import results


def test_the_matrix_counts_what_stays() -> None:
    """The title has how many facts stay in the container, and how many are others outside it."""
    title = surroundings(results.surroundings()).get_title(loc="left").replace("\n", " ")
    assert title == (
        "In a container 8 of 8 facts stay when the machine is set for Japan; "
        "outside it 6 are others to begin with"
    )


def test_what_differs_is_seen_without_colour() -> None:
    """Each cell that is not as in the plain container is hatched, and has a sign."""
    ax = surroundings(results.surroundings())
    hatched = [patch for patch in ax.patches if patch.get_hatch()]
    assert len(hatched) == len([one for one in ax.texts if one.get_text().startswith("≠ ")]) == 15


def test_without_a_python_outside_there_are_three_columns() -> None:
    """Where nothing ran outside, the figure has the containers only, and the text says why."""
    result = results.surroundings(host=False)
    assert len(surroundings(result).patches) == 3 * len(result.facts)
    assert "There is no python3 on this machine" in result.told


def test_a_setting_that_gets_in_is_told() -> None:
    """Should a machine's setting reach the container, title, sentence and answer say so."""
    result = results.surroundings(leaks=True)
    assert "7 of 8 facts" in surroundings(result).get_title(loc="left")
    assert "differs in time zone" in result.told
    assert result.changed == "its time zone"


def test_the_time_line_tells_both_totals() -> None:
    """The title has the seconds from nothing and from warm; the bars' parts add up to them."""
    ax = first_page(results.first_page())
    assert ax.get_title(loc="left").replace("\n", " ") == (
        "One command to a served page: 3.3 s from nothing, 1.2 s when it was built before"
    )
    assert len(ax.patches) == 8


def test_the_sentence_follows_the_seconds() -> None:
    """Which part took longest, and whether the second build was shorter, is computed."""
    assert "most for: build. Warm 1.2 s, with less to build" in results.first_page().sentence
    assert "most for: start. Warm 1.2 s, with no less" in results.first_page(build_seconds=0.2).sentence
