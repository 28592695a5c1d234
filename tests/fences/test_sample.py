"""What is left out one day has its turn on another."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any, cast

import pytest

from tests.sample import left_out, whose_turn

DAY = date(2026, 11, 27)


class Case:
    """Stands in for a test of a suite with four parts."""

    def __init__(self, name: str) -> None:
        self.nodeid = name

    def get_closest_marker(self, _: str) -> Any:
        """Return the mark."""
        return pytest.mark.sampled(4).mark


@pytest.mark.parametrize("cases", [3, 8, 25])
def test_each_case_has_its_turn(cases: int) -> None:
    """Within four days each case of a suite with four parts runs once, and a quarter of them a day."""
    tests: list[Any] = [Case(f"tests/test_a.py::test_b[{number}]") for number in range(cases)]
    out = [left_out(tests, DAY + timedelta(days=day)) for day in range(4)]
    assert all(sum(test not in one for one in out) == 1 for test in tests)
    assert all(len(tests) - len(one) <= -(-cases // 4) for one in out)


def test_files_have_their_turn_on_different_days() -> None:
    """Of files with one case each, not all are drawn on the same day."""
    tests: list[Any] = [Case(f"tests/test_{name}.py::test_b") for name in "abcdefgh"]
    drawn = [len(tests) - len(left_out(tests, DAY + timedelta(days=day))) for day in range(4)]
    assert sum(drawn) == len(tests)
    assert max(drawn) < len(tests) / 2 + 1


@pytest.mark.parametrize("known", [3, 8, 43])
def test_each_of_a_class_has_its_turn(known: int) -> None:
    """Within three days each of a class runs once; with --all each day."""
    days = [
        SimpleNamespace(option=SimpleNamespace(all=False, day=DAY + timedelta(days=day))) for day in range(3)
    ]
    drawn = [one for day in days for one in whose_turn(range(known), 3, cast("Any", day))]
    assert sorted(drawn) == list(range(known))
    everyone = SimpleNamespace(option=SimpleNamespace(all=True, day=DAY))
    assert whose_turn(range(known), 3, cast("Any", everyone)) == list(range(known))
