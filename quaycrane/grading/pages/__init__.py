"""Holds the templates of the pages that grading writes, and what all of them share."""

from pathlib import Path

from pygments.formatters import HtmlFormatter

PAGES = Path(__file__).parent
"""The folder of the templates."""

# Of the styles that come with Pygments, those whose every colour reads on our backgrounds at 4.5 to 1.
_LIGHT, _DARK = "xcode", "lightbulb"


def points(value: float) -> str:
    """Return a number of points as people write it: two decimals at most."""
    return f"{round(value, 2):g}"


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
