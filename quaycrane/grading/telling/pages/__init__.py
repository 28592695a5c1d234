"""Holds the templates of the pages that grading writes, and what all of them share."""

from html import escape
from pathlib import Path

from pygments.formatters import HtmlFormatter

PAGES = Path(__file__).parent
"""The folder of the templates."""

_CONTROLS = {code: None for code in (*range(32), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}

# Of the styles that come with Pygments, those whose every colour reads on our backgrounds at 4.5 to 1.
_LIGHT, _DARK = "xcode", "lightbulb"


def points(value: float) -> str:
    """Return a number of points as people write it: two decimals at most."""
    return f"{round(value, 2):g}"


def duration(seconds: float) -> str:
    """Return a time as people say it: its two biggest units."""
    left, parts = round(seconds), []
    for unit, size in (("d", 86_400), ("h", 3600), ("min", 60), ("s", 1)):
        count, left = divmod(left, size)
        parts += [f"{count} {unit}"] if count else []
    return " ".join(parts[:2]) or "0 s"


def written(text: str) -> str:
    """Return what a student wrote as HTML that shows just that, without control characters."""
    return escape(text.translate(_CONTROLS))


def code_colours(selector: str) -> str:
    """Return the style of coloured code below a selector, for light and dark pages."""
    light, dark = (
        "\n".join(
            line
            for line in HtmlFormatter(style=style).get_style_defs(selector).splitlines()
            if "background" not in line and "line-height" not in line
        )
        for style in (_LIGHT, _DARK)
    )
    return f"{light}\n@media (prefers-color-scheme: dark) {{\n{dark}\n}}"
