"""The HTML that our displays share; it takes its colours from JupyterLab's theme."""

import re
from collections.abc import Iterable, Sequence
from html import escape

from quaycrane.display import BAD, CODE_FONT, GOOD, LINE, NOTICE, QUIET
from quaycrane.errors import QuaycraneError

_MOST_LINES = 12
_EDGES = {"good": GOOD, "notice": NOTICE, "bad": BAD}
# Themes stripe, right-align and shrink tables; ours look alike in all of them.
_CELL = (
    "padding: 3px {gap} 3px 0; text-align: {align}; vertical-align: top; "
    f"border-bottom: 1px solid {LINE};"
)
_GAP = "clamp(6px, 1vw, 14px)"
"""Between columns: a narrow window keeps its width for words."""


def box(mood: str, parts: Iterable[str]) -> str:
    """Return a framed note.

    Args:
        mood: ``good``, ``notice`` or ``bad``: the colour of its edge; the words must say it too.
        parts: Its paragraphs, as HTML.
    """
    inner = "".join(f'<div style="margin: 2px 0;">{part}</div>' for part in parts)
    style = (
        f"border: 1px solid {LINE}; border-left: 5px solid {_EDGES[mood]}; padding: 6px 12px; "
        "margin: 4px 0; max-width: 56em; line-height: 1.45;"
    )
    return f'<div role="status" style="{style}">{inner}</div>'


def fold(told: str, parts: Iterable[str], *, is_open: bool) -> str:
    """Return a line behind which the rest stands.

    Args:
        told: The line, as text.
        parts: The rest, as HTML.
        is_open: Whether the rest is in sight at once.
    """
    return f"<details{' open' * is_open}><summary>{escape(told)}</summary>{''.join(parts)}</details>"


def printed(text: str, most_lines: int = _MOST_LINES) -> str:
    """Return the last lines that a program printed.

    Args:
        text: All of them.
        most_lines: How many of them.
    """
    lines = "\n".join(text.strip().splitlines()[-most_lines:])
    return f'<pre style="margin: 0; white-space: pre-wrap;">{escape(lines)}</pre>'


def failure(error: QuaycraneError) -> str:
    """Return what happened, why, and what to do."""
    parts = [strong(error.what)]
    parts += [quiet("why: ") + prose(error.why)] if error.why else []
    parts += [quiet("fix: ") + prose(error.fix)] if error.fix else []
    return box("bad", parts)


def wide(width: str) -> dict[str, str]:
    """Return the layout of a control that is as wide as this, or as its notebook where that is narrower."""
    return {"width": width, "max_width": "calc(100% - 4px)"}  # less its own margins


def grid(
    headings: Sequence[str], rows: Iterable[Sequence[str]], right: Iterable[int] = (), caption: str = ""
) -> str:
    """Return a table.

    Args:
        headings: Its head, as text.
        rows: Its cells, as HTML.
        right: The columns of numbers, by index from 0.
        caption: What it shows, as text.
    """
    numbers = set(right)
    last = len(headings) - 1
    styles = [
        _CELL.format(align="right" if index in numbers else "left", gap=_GAP if index < last else "0")
        for index in range(len(headings))
    ]
    head = "".join(
        f'<th scope="col" style="{style} font-weight: 600;">{escape(heading)}</th>'
        for style, heading in zip(styles, headings, strict=True)
    )
    body = "".join(
        '<tr style="background: transparent;">'
        + "".join(f'<td style="{style}">{cell}</td>' for style, cell in zip(styles, row, strict=True))
        + "</tr>"
        for row in rows
    )
    title = (
        f'<caption style="caption-side: top; text-align: left; padding: 2px 0; color: inherit;">'
        f"{escape(caption)}</caption>"
        if caption
        else ""
    )
    return (
        f'<table style="border-collapse: collapse; margin: 4px 0; font-size: 13px; color: inherit;">{title}'
        f'<thead><tr style="background: transparent;">{head}</tr></thead><tbody>{body}</tbody></table>'
    )


def code(text: str) -> str:
    """Return text as code that keeps its spaces, and breaks a word only where a line cannot hold it."""
    style = f"font-family: {CODE_FONT}; white-space: pre-wrap; overflow-wrap: break-word;"
    return f'<code style="{style} padding: 0; background: transparent; color: inherit;">{escape(text)}</code>'


def quiet(text: str) -> str:
    """Return text that matters less."""
    return f'<span style="color: {QUIET};">{escape(text)}</span>'


def strong(text: str) -> str:
    """Return text that matters most."""
    return f"<strong>{escape(text)}</strong>"


def prose(text: str) -> str:
    """Return a sentence as HTML, with `words in backticks` as code."""
    parts = re.split(r"`([^`]+)`", text)
    return "".join(code(part) if index % 2 else escape(part) for index, part in enumerate(parts))
