"""What the unit's labs find out on a real engine."""

import pytest

from quaycrane.engine import Engine
from quaycrane.errors import InputError
from quaycrane.units.args_and_env.labs import ask, overrides, place_costs, variable_lives
from tests.units.args_and_env.results import lives

pytestmark = pytest.mark.engine


def test_a_variable_lives_where_the_figure_says(engine: Engine) -> None:
    """A01, A02, A05: the seven places, for each of four declarations."""
    assert variable_lives(engine).lives == lives().lives


def test_overrides_are_as_the_notes_say_and_more(engine: Engine) -> None:
    """A06, A07: --build-arg reaches an ENV through an ARG only; -e reaches the container, not the build."""
    told = {one.asked: (one.arg, one.env, one.both) for one in overrides(engine)}
    assert told["there in the container"] == ("-", "3", "3")
    assert told["--build-arg V=4: in the container"] == ("-", "3", "4")
    assert told["-e V=5: in the container"] == ("5", "5", "5")
    assert told["-e V=5: what the build had written"] == ("3", "3", "3")


def test_a_new_value_runs_every_run_below_the_arg(engine: Engine) -> None:
    """Each RUN below misses, used or not; what stands above, and COPY, come from the cache."""
    costs = place_costs(engine)
    assert [len(cost.rerun) for cost in costs.costs] == [3, 3, 1, 0]
    assert costs.sentence.endswith("runs 3 of 4 steps again; above its use, 1.")


def test_three_places_are_asked(engine: Engine) -> None:
    """The build takes the later line of one name, the image the ENV, the container what -e gives."""
    later_env = ask(engine, "ARG S=a\nENV S=b", "S", build_arg="S=c", given="S=d")
    later_arg = ask(engine, "FROM alpine:3\nENV S=b\nARG S=a", "S", build_arg="S=c")
    assert (later_env.run, later_env.image, later_env.container) == ("b", "b", "d")
    assert (later_arg.run, later_arg.image, later_arg.container) == ("c", "b", "b")


@pytest.mark.parametrize(
    ("lines", "name", "build_arg", "told"),
    [
        ("ENV A=1\n" * 7, "A", "", "7 lines"),
        ("ENV A=1", "A B", "", "names no variable"),
        ("ENV A=1", "A", "alone", "no NAME=VALUE"),
    ],
)
def test_what_cannot_be_asked_is_told(
    engine: Engine, lines: str, name: str, build_arg: str, told: str
) -> None:
    """Too many lines, a name that is none, and an argument without a value are refused in a sentence."""
    with pytest.raises(InputError, match=told):
        ask(engine, lines, name, build_arg=build_arg)
