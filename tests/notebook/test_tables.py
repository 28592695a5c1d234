"""Results as tables, in units that a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest

from quaycrane.errors import InputError
from quaycrane.notebook import table
from quaycrane.units.layers_and_cache.labs import Edit


@dataclass(frozen=True)
class Step:
    """A row."""

    instruction: str
    size_bytes: int
    seconds: float

    @property
    def slow(self) -> bool:
        """Whether it took long."""
        return self.seconds > 1


STEPS = [Step("RUN npm ci", 5_000_000, 1.234), Step("COPY . .", 900, 0.0)]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("size_bytes", 0, "0 B"),
        ("size_bytes", 999, "999 B"),
        ("size_bytes", 1_500, "1.5 kB"),
        ("size_bytes", 999_999, "1000.0 kB"),
        ("bytes", 157_300_000, "157.3 MB"),
        ("seconds", 1.239, "1.24 s"),
        ("build_seconds", 3, "3.00 s"),
        ("ratio", 2.0, "2.00"),
        ("count", 7, "7"),
        ("cached", True, "yes"),
        ("cached", False, "no"),
        ("digest", "sha256:0123456789abcdef0123", "0123456789ab"),
        ("instruction", "RUN <<E\nnpm ci\nE", "RUN <<E …"),
        ("instruction", "one", "one"),
        ("instruction", "", ""),
        ("edit", Edit.SOURCE, "source edit"),
        ("size_bytes", None, "None"),
    ],
)
def test_value_has_its_unit(name: str, value: object, shown: str) -> None:
    """A field's name decides the unit of its value."""
    assert table([{name: value}]).rows == ((shown,),)


@pytest.mark.parametrize(
    ("columns", "headings", "first"),
    [
        (None, ("instruction", "size", "seconds"), ("RUN npm ci", "5.0 MB", "1.23 s")),
        (["seconds", "slow"], ("seconds", "slow"), ("1.23 s", "yes")),
        ({"instruction": "step", "size_bytes": "own"}, ("step", "own"), ("RUN npm ci", "5.0 MB")),
    ],
)
def test_columns_are_chosen(
    columns: Mapping[str, str] | list[str] | None, headings: tuple[str, ...], first: tuple[str, ...]
) -> None:
    """Columns are all fields, those named, or those named with a heading; a property counts as a field."""
    made = table(STEPS, columns)
    assert made.headings == headings
    assert made.rows[0] == first
    assert len(made.rows) == 2


def test_numbers_stand_right() -> None:
    """Columns of numbers are aligned on the right, in text and in HTML; yes and no are none."""
    made = table(STEPS, ["instruction", "size_bytes", "slow"], caption="Steps")
    assert made.numbers == (1,)
    assert repr(made).splitlines() == [
        "Steps", "instruction    size  slow", "RUN npm ci   5.0 MB  yes", "COPY . .      900 B  no",
    ]  # fmt: skip
    assert made._repr_html_().count("text-align: right") == 3


@pytest.mark.parametrize(
    ("rows", "columns", "what"),
    [
        (STEPS, ["colour"], "A Step has no 'colour'"),
        ([{"a": 1}, {"b": 1}], None, "A dict has no 'a'"),
        ([1], None, "an int|a int"),
    ],
)
def test_unknown_column_is_told(rows: list[Any], columns: list[str] | None, what: str) -> None:
    """A field that a row does not have, or a row without fields, is told by name."""
    with pytest.raises(InputError, match=what) as caught:
        table(rows, columns)
    assert caught.value.fix


def test_no_rows_make_an_empty_table() -> None:
    """Without rows there are the headings that were asked for, and no error."""
    assert table([], ["instruction"]).headings == ("instruction",)
    assert table([]).rows == ()


def test_html_is_escaped() -> None:
    """Values, headings and captions are shown, never rendered."""
    html = table([{"<b>": "<script>"}], caption="<i>")._repr_html_()
    assert "<script" not in html
    assert "<b>" not in html
    assert "<i>" not in html
    assert "&lt;script&gt;" in html
