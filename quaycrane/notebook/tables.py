"""Tables of results: rows of dataclasses or mappings, with units that a person reads."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from html import escape
from typing import Any

from quaycrane.errors import InputError
from quaycrane.widgets import look

_DIGEST_CHARACTERS = 12


@dataclass(frozen=True)
class Table:
    """A table that shows itself.

    Attributes:
        headings: One a column.
        rows: Its cells as text, each as long as the headings.
        numbers: The columns of numbers, by index from 0.
        caption: What it shows.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[int, ...] = ()
    caption: str = ""

    def _repr_html_(self) -> str:
        cells = [[escape(cell) for cell in row] for row in self.rows]
        return look.grid(self.headings, cells, self.numbers, self.caption)

    def __repr__(self) -> str:
        grid = [self.headings, *self.rows]
        widths = [max(len(row[index]) for row in grid) for index in range(len(self.headings))]
        lines = [self.caption] if self.caption else []
        for row in grid:
            cells = zip(range(len(row)), row, widths, strict=True)
            lines.append(
                "  ".join(f"{cell:{'>' if i in self.numbers else '<'}{w}}" for i, cell, w in cells).rstrip()
            )
        return "\n".join(lines)


def table(
    rows: Sequence[Any], columns: Mapping[str, str] | Sequence[str] | None = None, *, caption: str = ""
) -> Table:
    """Make a table.

    Args:
        rows: Dataclasses or mappings of one kind. A field that ends in ``bytes`` is shown in
            megabytes of a million bytes (kB and B below), one that ends in ``seconds`` with two digits,
            a digest as the engine's own lists shorten it, and of several lines the first.
        columns: Which fields or properties, with their headings if it is a mapping; None takes
            all fields of the first row.
        caption: What the table shows.

    Raises:
        InputError: A row has no such field.
    """
    names = list(columns) if columns is not None else _names(rows[0]) if rows else []
    headings = dict(columns) if isinstance(columns, Mapping) else {name: _heading(name) for name in names}
    values = [[_value(row, name) for name in names] for row in rows]
    numbers = tuple(
        index for index in range(len(names)) if values and all(_is_number(row[index]) for row in values)
    )
    cells = tuple(tuple(_text(n, v) for n, v in zip(names, row, strict=True)) for row in values)
    return Table(tuple(headings[name] for name in names), cells, numbers, caption)


def _names(row: object) -> list[str]:
    if isinstance(row, Mapping):
        return [str(name) for name in row]
    if is_dataclass(row):
        return [field.name for field in fields(row)]
    raise InputError(f"A table cannot show a {type(row).__name__}", fix="Give it dataclasses or mappings")


def _value(row: Any, name: str) -> object:  # noqa: ANN401 - a dataclass or a mapping
    try:
        return row[name] if isinstance(row, Mapping) else getattr(row, name)
    except (KeyError, AttributeError):
        raise InputError(
            f"A {type(row).__name__} has no {name!r}", fix="Look at its fields with help()"
        ) from None


def _heading(name: str) -> str:
    return (name.removesuffix("_bytes") if name.endswith("_bytes") else name).replace("_", " ")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _text(name: str, value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, int | float) and name.endswith("bytes"):
        return size_text(value)
    if isinstance(value, int | float) and name.endswith("seconds"):
        return f"{value:.2f} s"
    if isinstance(value, float):
        return f"{value:.2f}"
    return _words(name, str(value))


def _words(name: str, text: str) -> str:
    if name == "digest":
        return text.removeprefix("sha256:")[:_DIGEST_CHARACTERS]
    first, *more = text.splitlines() or [""]
    return f"{first} …" if more else first


def size_text(size_bytes: float) -> str:
    """Return bytes as a person reads them."""
    for factor, unit in ((1e6, "MB"), (1e3, "kB")):
        if size_bytes >= factor:
            return f"{size_bytes / factor:.1f} {unit}"
    return f"{size_bytes:.0f} B"
